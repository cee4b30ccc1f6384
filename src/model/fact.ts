import * as z from 'zod'
import { CustomFact, IncidentFact, ServiceFact } from './service-fact.ts'
import { SurveyAnswersFact, SurveyItemFact } from './survey-fact.ts'

/*
 * What a connector reads out of a file or a server: statements about people and accounts. A fact is plain JSON
 * (it is staged as such); days are `YYYY-MM-DD`, instants RFC 3339 in UTC; an absent field says nothing.
 */

const Day = z.iso.date()
const Instant = z.iso.datetime()

/** Whose account: at least one of the three. `username` and `email` are compared without case. */
export const AccountRef = z.object({
  external_id: z.string().optional(),
  username: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  bot: z.boolean().optional().describe('The source says that this is no person.'),
})
export type AccountRef = z.infer<typeof AccountRef>

/** One person of the organisation, from a file of people. */
export const PersonFact = z.object({
  email: z.string(),
  name: z.string().optional(),
  aliases: z.array(z.string()).optional().describe('Further e-mail addresses of the same person.'),
  start_date: Day.optional(),
  end_date: Day.optional().describe('First day on which the person is no longer employed.'),
  time_zone: z.string().optional(),
  github_username: z.string().optional(),
  gitlab_username: z.string().optional(),
  additional_github_username: z.string().optional(),
  coder_username: z.string().optional(),
  writes_code: z.boolean().optional().describe('Declared: the role includes writing code.'),
  deactivated: z.boolean().optional(),
  roles: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  team: z
    .string()
    .optional()
    .describe('Name of the team, or its path from the top with " / " between the names.'),
  team_lead: z.boolean().optional().describe('This person leads the team named beside.'),
  attributes: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe('Values by attribute name; an attribute without value is absent.'),
})
export type PersonFact = z.infer<typeof PersonFact>

/** One account at a tool, from the list of its users. */
export const ToolUserFact = z.object({
  account: AccountRef,
  status: z.enum(['active', 'dormant', 'suspended']).optional(),
  created_at: Instant.optional(),
  last_seen_at: Instant.nullable().optional().describe('null: never seen.'),
})
export type ToolUserFact = z.infer<typeof ToolUserFact>

export const ReviewFact = z.object({
  repo: z.string(),
  number: z.number().int(),
  account: AccountRef,
  submitted_at: Instant,
  state: z.enum(['approved', 'changes_requested', 'commented', 'dismissed']),
})
export type ReviewFact = z.infer<typeof ReviewFact>

/** One pull or merge request; its reviews may come with it. */
export const PullRequestFact = z.object({
  repo: z.string().describe('As the source names it: owner/name, or the path of the project.'),
  number: z.number().int(),
  account: AccountRef.describe('The author.'),
  title: z.string().optional(),
  opened_at: Instant,
  first_commit_at: Instant.optional(),
  ready_at: Instant.optional(),
  first_review_at: Instant.optional(),
  approved_at: Instant.optional(),
  merged_at: Instant.optional(),
  closed_at: Instant.optional(),
  additions: z.number().int().optional(),
  deletions: z.number().int().optional(),
  changed_files: z.number().int().optional(),
  base_branch: z.string().optional(),
  head_branch: z.string().optional(),
  draft: z.boolean().optional(),
  authorship: z
    .enum(['human', 'assisted', 'agent'])
    .optional()
    .describe('Who wrote it: a person, one with an assistant, or an agent by itself.'),
  merge_commit: z.string().optional().describe('The commit that it became on its base branch.'),
  reviews: z.array(ReviewFact.omit({ repo: true, number: true })).optional(),
})
export type PullRequestFact = z.infer<typeof PullRequestFact>

/** That an account used a tool on a day. */
export const ToolDayFact = z.object({
  tool: z.string().describe('Name of the tool, such as Coder.'),
  account: AccountRef,
  day: Day,
  minutes: z.number().optional().describe('Connected or active time.'),
  actions: z.number().int().optional().describe('Accepted actions, where the tool counts them.'),
})
export type ToolDayFact = z.infer<typeof ToolDayFact>

/** Days on which somebody was away from work. */
export const AbsenceFact = z.object({
  account: AccountRef,
  first_day: Day,
  last_day: Day.describe('The last of the days, included.'),
  kind: z.string().optional().describe('Such as vacation.'),
})
export type AbsenceFact = z.infer<typeof AbsenceFact>

/** A time for which the calendar of somebody says busy. */
export const CalendarBusyFact = z.object({
  account: AccountRef,
  starts_at: Instant,
  ends_at: Instant,
})
export type CalendarBusyFact = z.infer<typeof CalendarBusyFact>

/** One team, from a file of teams. */
export const TeamFact = z.object({
  name: z.string(),
  reference_id: z.string().optional(),
  parent: z.string().optional().describe('Name, path or reference id of the parent team.'),
  lead_email: z.string().optional(),
  members: z.array(z.string()).optional().describe('E-mail addresses of the contributors.'),
  member_accounts: z
    .array(AccountRef)
    .optional()
    .describe('The contributors, where a source knows their accounts only.'),
})
export type TeamFact = z.infer<typeof TeamFact>

/** One account of a source, such as a member of an organisation at GitHub. */
export const AccountFact = z.object({
  account: AccountRef,
  status: z.enum(['active', 'dormant', 'suspended']).optional(),
  created_at: Instant.optional(),
  last_seen_at: Instant.nullable().optional().describe('null: never seen.'),
})
export type AccountFact = z.infer<typeof AccountFact>

/** One deployment of a service to an environment. */
export const DeploymentFact = z.object({
  external_id: z.string().describe('By which the source tells it from others.'),
  service: z
    .string()
    .describe('What was deployed; the repository, where the source knows no more.'),
  environment: z.string(),
  production: z.boolean().optional().describe('Whether this environment is production.'),
  at: Instant.describe('When it ended, or began where the end is not known.'),
  status: z.enum(['success', 'failure', 'cancelled', 'rolled_back']),
  commit: z.string().optional(),
  account: AccountRef.optional().describe('Who started it.'),
})
export type DeploymentFact = z.infer<typeof DeploymentFact>

/** One run of a pipeline or workflow. */
export const PipelineRunFact = z.object({
  external_id: z.string().describe('By which the source tells it from others, its attempts apart.'),
  repo: z.string(),
  name: z.string().optional(),
  number: z.number().int().optional().describe('Of the pull request that it ran for.'),
  commit: z.string().optional(),
  attempt: z.number().int().default(1),
  queued_at: Instant,
  started_at: Instant.optional(),
  finished_at: Instant.optional(),
  status: z.enum(['success', 'failure', 'cancelled', 'skipped']),
  account: AccountRef.optional().describe('For whom it ran.'),
})
export type PipelineRunFact = z.infer<typeof PipelineRunFact>

/** One start of a workspace of a remote environment. */
export const WorkspaceStartFact = z.object({
  external_id: z.string().describe('Of the build.'),
  tool: z.string(),
  account: AccountRef.describe('The owner of the workspace.'),
  workspace: z.string(),
  template: z.string().optional(),
  at: Instant.describe('When it was asked for.'),
  seconds: z.number().optional().describe('Until it was ready; absent: not known.'),
  ok: z.boolean(),
})
export type WorkspaceStartFact = z.infer<typeof WorkspaceStartFact>

/** Something that happened to a person at a tool, as a notification tells it. */
export const EventFact = z.object({
  external_id: z.string(),
  name: z.string().describe('Such as workspace_created.'),
  account: AccountRef.optional().describe('Whom it is about, never who was told of it.'),
  at: Instant,
  details: z.record(z.string(), z.string()).optional(),
})
export type EventFact = z.infer<typeof EventFact>

/** The kinds of file that an import understands, with the fact that a line of each becomes. */
export const FACT_KINDS = {
  people: PersonFact,
  tool_users: ToolUserFact,
  pull_requests: PullRequestFact,
  reviews: ReviewFact,
  tool_days: ToolDayFact,
  absences: AbsenceFact,
  calendar_busy: CalendarBusyFact,
  teams: TeamFact,
  services: ServiceFact,
  deployments: DeploymentFact,
  pipeline_runs: PipelineRunFact,
  incidents: IncidentFact,
  custom_facts: CustomFact,
  survey_items: SurveyItemFact,
  survey_answers: SurveyAnswersFact,
} as const

/** What a source tells beside: kinds that no file has. */
export const SOURCE_KINDS = {
  accounts: AccountFact,
  workspace_starts: WorkspaceStartFact,
  events: EventFact,
} as const
export type SourceKind = keyof typeof SOURCE_KINDS
export type FactKind = keyof typeof FACT_KINDS
export const FactKind = z.enum(Object.keys(FACT_KINDS) as [FactKind, ...FactKind[]])
export type Fact<K extends FactKind = FactKind> = z.infer<(typeof FACT_KINDS)[K]>
