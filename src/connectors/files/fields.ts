import type { FactKind } from '../../model/index.ts'
import type { Target } from './recognised.ts'

/** Headers by the field that they name, the best name first. They are compared folded (fold.ts). */
export type Headers = Readonly<Record<Target, readonly string[]>>

/** What the columns of a plain file of each kind may be called; the name of the field itself always is. */
export const FIELDS: Readonly<Record<FactKind, Headers>> = {
  people: {
    email: [
      'work email',
      'work email address',
      'company email',
      'business email',
      'primary email',
      'email',
      'email address',
      'user email',
      'mail',
      'emails',
    ],
    login: ['login', 'user principal name', 'upn'],
    name: ['name', 'full name', 'display name', 'employee name'],
    first_name: ['first name', 'given name', 'forename'],
    last_name: ['last name', 'surname', 'family name'],
    aliases: [
      'aliases',
      'alias',
      'email aliases',
      'other emails',
      'additional emails',
      'secondary email',
      'work secondary email',
    ],
    start_date: [
      'start date',
      'hire date',
      'date of hire',
      'hired',
      'joined',
      'join date',
      'joining date',
      'employment start date',
    ],
    end_date: ['end date', 'termination date', 'terminated', 'employment end date'],
    time_zone: ['time zone', 'tz'],
    github_username: ['github username', 'github', 'github login', 'github user', 'github handle'],
    additional_github_username: ['additional github username'],
    gitlab_username: ['gitlab username', 'gitlab', 'gitlab login', 'gitlab user', 'gitlab handle'],
    coder_username: ['coder username', 'coder user'],
    writes_code: ['writes code', 'developer', 'is developer'],
    deactivated: ['deactivated', 'suspended', 'disabled', 'blocked', 'block credential'],
    enabled: ['enabled', 'active', 'is active', 'account enabled'],
    status: ['status', 'account status', 'user status'],
    roles: ['access roles', 'access role'],
    groups: ['groups', 'group', 'user groups'],
    team: ['team', 'team path', 'team name', 'squad'],
    team_lead: [
      'team lead',
      'lead',
      'is team lead',
      'is lead',
      'lead email',
      'team lead email',
      'manager',
      'manager email',
      'is manager',
    ],
    'attribute:Title': ['job title', 'title', 'position'],
    'attribute:Department': ['department'],
    'attribute:Level': ['level', 'job level', 'grade', 'seniority'],
    'attribute:Role': ['role', 'job role', 'roles'],
    'attribute:Geo': ['geo', 'location', 'country', 'region', 'office', 'site'],
    'attribute:Employment type': [
      'employment type',
      'employee type',
      'worker type',
      'contract type',
    ],
    'attribute:Cost centre': ['cost center', 'cost centre'],
  },
  tool_users: {
    email: ['email', 'email address', 'work email', 'primary email', 'user email', 'mail'],
    username: ['username', 'user name', 'user', 'handle'],
    login: ['login', 'user principal name', 'upn'],
    external_id: ['external id', 'user id', 'id'],
    name: ['name', 'full name', 'display name'],
    first_name: ['first name', 'given name'],
    last_name: ['last name', 'surname', 'family name'],
    status: ['status', 'account status', 'user status', 'state'],
    enabled: ['enabled', 'active', 'is active', 'account enabled'],
    deactivated: ['deactivated', 'suspended', 'disabled', 'blocked', 'block credential'],
    created_at: ['created at', 'created', 'created date', 'joined', 'since'],
    last_seen_at: [
      'last seen at',
      'last seen',
      'last login',
      'last active',
      'last activity',
      'last sign in',
    ],
    service_account: ['is service account', 'service account', 'bot', 'is bot'],
  },
  tool_days: {
    tool: ['tool', 'tool name', 'product'],
    email: ['email', 'email address', 'user email', 'work email'],
    username: ['username', 'user', 'login', 'user name'],
    external_id: ['external id', 'user id'],
    day: ['day', 'date'],
    minutes: ['minutes', 'active minutes', 'duration minutes'],
    actions: ['actions', 'accepted actions', 'acceptances'],
  },
  pull_requests: {
    repo: ['repo', 'repository'],
    number: ['number', 'pr', 'pr number', 'pull request', 'iid'],
    author_username: ['author username', 'author', 'author login', 'account.username', 'username'],
    author_email: ['author email', 'account.email', 'email'],
    author_name: ['author name', 'account.name'],
    author_external_id: ['author external id', 'author id', 'account.external id'],
    author_bot: ['author bot', 'bot', 'account.bot'],
    title: ['title'],
    opened_at: ['opened at', 'created at', 'opened'],
    first_commit_at: ['first commit at'],
    ready_at: ['ready at', 'ready for review at'],
    first_review_at: ['first review at'],
    approved_at: ['approved at'],
    merged_at: ['merged at', 'merged'],
    closed_at: ['closed at', 'closed'],
    additions: ['additions'],
    deletions: ['deletions'],
    changed_files: ['changed files'],
    base_branch: ['base branch'],
    head_branch: ['head branch'],
    draft: ['draft', 'is draft'],
  },
  reviews: {
    repo: ['repo', 'repository'],
    number: ['number', 'pr', 'pr number', 'pull request', 'iid'],
    author_username: [
      'author username',
      'reviewer username',
      'reviewer',
      'author',
      'account.username',
      'username',
    ],
    author_email: ['author email', 'reviewer email', 'account.email', 'email'],
    author_name: ['author name', 'reviewer name', 'account.name'],
    author_external_id: ['author external id', 'reviewer id', 'account.external id'],
    author_bot: ['author bot', 'bot', 'account.bot'],
    submitted_at: ['submitted at', 'reviewed at'],
    state: ['state', 'review state'],
  },
  teams: {
    name: ['name', 'team', 'team name'],
    reference_id: ['reference id', 'id', 'team id', 'unique id'],
    parent: [
      'parent',
      'parent team reference id',
      'parent reference id',
      'parent id',
      'parent team',
      'parent team name',
    ],
    lead_email: ['lead email', 'team lead email', 'lead', 'team lead', 'manager email', 'manager'],
    members: ['members', 'contributors', 'member emails', 'contributor emails'],
  },
}

/** Fields of which a file needs at least one, group by group, before its lines can be facts. */
export const NEEDED: Readonly<Record<FactKind, readonly (readonly Target[])[]>> = {
  people: [['email', 'login']],
  tool_users: [['email', 'username', 'login', 'external_id']],
  tool_days: [['day'], ['email', 'username', 'external_id']],
  pull_requests: [
    ['repo'],
    ['number'],
    ['opened_at'],
    ['author_username', 'author_email', 'author_external_id'],
  ],
  reviews: [
    ['repo'],
    ['number'],
    ['submitted_at'],
    ['state'],
    ['author_username', 'author_email', 'author_external_id'],
  ],
  teams: [['name']],
}

/** Fields that hold several values; of the others only one column may be the source. */
export const SEVERAL: ReadonlySet<Target> = new Set(['aliases', 'groups', 'roles', 'members'])

/** Whether cells may go there in a file of that kind. */
export function isTarget(kind: FactKind, target: Target): boolean {
  if (target === 'ignore') return true
  if (target.startsWith('attribute:'))
    return kind === 'people' && target.length > 'attribute:'.length
  return Object.hasOwn(FIELDS[kind], target)
}
