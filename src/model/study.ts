import * as z from 'zod'
import { CohortEstimate } from './cohort-report.ts'
import { Estimate, Reason } from './estimate.ts'
import { QuantileRatios } from './event-quantiles.ts'
import { Id } from './id.ts'
import { Guardrail } from './impact-report.ts'
import { Metric } from './metric.ts'
import { dayText } from './period.ts'
import { purposeOr } from './purpose.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'
import { Warning } from './warning.ts'

const Text = z.string().trim().min(1)

/** What a study asks of whom, and for how long: all that is decided before it starts. */
export const StudyDesign = z.object({
  name: Text.max(60).describe('What it is called, such as "Coder for everybody".'),
  hypothesis: Text.max(1000).describe('What is expected to change, and why.'),
  purpose: purposeOr(
    'A study is about a tool or a way of working, never about judging, paying or ranking people. Say what will be decided by it.',
  ).describe('What will be decided by it, in words that everybody who is in it may read.'),
  metric: Text.describe('Key of the one metric by which it is judged.'),
  guardrails: z
    .array(Text)
    .max(3)
    .describe('Keys of at most three metrics that should not suffer.'),
  team: ReportScope.shape.team,
  filter: ReportScope.shape.filter,
  arms: z
    .array(Text.max(40))
    .length(2)
    .refine(([a, b]) => a?.toLowerCase() !== b?.toLowerCase(), 'Give the arms different names.')
    .describe('Names of the two arms: who gets it, and who is compared with.'),
  effect: z.number().positive().max(500).describe('The wished effect, in per cent of the mean.'),
  from: z.iso.date().describe('First day; the Monday on it or after it.'),
  to: z.iso
    .date()
    .describe('Last day, excluded; the Monday on it or before it. Results are locked until then.'),
  always_valid: z
    .boolean()
    .describe(
      'Whether an always-valid interval of the primary metric may be seen before the end; it cannot be changed after the start.',
    ),
})
export type StudyDesign = z.output<typeof StudyDesign>

/** How far a study is. It ends on the day its results open. */
export const StudyState = z.enum(['draft', 'started', 'ended', 'closed'])
export type StudyState = z.infer<typeof StudyState>

/** Something of the design that was changed after the start. */
export const StudyChange = z.object({
  at: z.iso.datetime({ offset: true }),
  actor: z.string().describe('Who changed it, as the audit log names them.'),
  field: z.string(),
  before: z.string(),
  after: z.string(),
  reason: z.string(),
})
export type StudyChange = z.infer<typeof StudyChange>

/** A value before or after a change as people read it: of a last day and of a stop it is a day. */
export function changedText({ field }: Pick<StudyChange, 'field'>, value: string): string {
  return field === 'to' || field === 'stopped' ? dayText(value) : value
}

/** A study as it is told: its purpose is one that was allowed when it was written. */
export const Study = StudyDesign.extend({
  id: Id,
  purpose: z.string().describe('What will be decided by it.'),
  state: StudyState,
  started_at: z.string().nullable(),
  frozen_on: z.iso
    .date()
    .nullable()
    .describe('Day whose members and teams it has; they do not move any more.'),
  seed: z.number().int().nullable().describe('Draws the same arms from the same teams again.'),
  attribute: z.string().nullable().describe('The attribute whose values are the arms.'),
  closed_at: z.string().nullable(),
  changes: z.array(StudyChange).describe('What of the design was changed after the start.'),
})
export type Study = z.output<typeof Study>

/** A line of a balance table: how an arm is made up beside everybody. What is null is about too few people. */
export const BalanceRow = z.object({
  trait: z.string(),
  value: z.string(),
  everybody: z.number().nullable(),
  arms: z.array(z.number().nullable()),
})
export type BalanceRow = z.infer<typeof BalanceRow>

/** What chance made of the teams. */
export const StudyBalance = z.object({
  people: z.number().int().nullable().describe('To 5 below 100.'),
  arms: z.array(
    z.object({
      arm: z.string(),
      teams: z.number().int(),
      people: z.number().int().nullable(),
      names: z.array(z.string()).describe('Its teams.'),
    }),
  ),
  rows: z
    .array(BalanceRow)
    .describe('Shares of people, cut to 5 %, before the draw and in each arm after it.'),
  without_team: z
    .number()
    .int()
    .nullable()
    .describe('People who fit but have no team, and so are left out; null: fewer than shown.'),
})
export type StudyBalance = z.infer<typeof StudyBalance>

/** What a study of such people could find, as their own past has it. What is null has its reason. */
export const StudyPower = z.object({
  period: z.object({ from: z.iso.date(), to: z.iso.date() }).describe('The past it rests on.'),
  metric: Metric,
  people: z.number().int().nullable(),
  teams: z.number().int().nullable(),
  weeks: z.number().int().describe('Whole weeks of the study.'),
  mean: z.number().nullable().describe("In the metric's unit; of logarithms the geometric mean."),
  team_size: z.number().nullable(),
  icc: z.number().nullable().describe('How alike people of a team are, from 0 to 1.'),
  rho: z.number().nullable().describe('Correlation with the twelve weeks before.'),
  plain: z
    .object({ teams_needed: z.number().int(), detectable: z.number() })
    .nullable()
    .describe(
      'Teams an arm needs for the wished effect, and the smallest effect, in per cent, that the teams there are find four times in five.',
    ),
  adjusted: z
    .object({ teams_needed: z.number().int(), detectable: z.number() })
    .nullable()
    .describe('The same once each person is held against their own past (CUPED).'),
  reason: Reason.nullable(),
  warnings: z.array(Warning),
  sentence: z.string().describe('The same in words.'),
})
export type StudyPower = z.infer<typeof StudyPower>

/** One metric of a study. What is null has its reason. */
export const StudyMetric = z.object({
  metric: Metric,
  role: z.enum(['primary', 'guardrail']),
  cohorts: z.array(CohortEstimate).describe('The arms.'),
  difference: Estimate.nullable().describe('First arm minus second; null for logarithms.'),
  ratio: Estimate.nullable().describe('First arm over second.'),
  adjusted: z
    .object({
      difference: Estimate.nullable(),
      ratio: Estimate.nullable(),
      variance_left: z.number().nullable().describe('Share of the spread that the past leaves.'),
      reason: Reason.nullable(),
    })
    .describe('The same once each person is held against their own twelve weeks before (CUPED).'),
  sequence: z
    .object({ difference: Estimate.nullable(), ratio: Estimate.nullable() })
    .nullable()
    .describe('Before the end, if the study was made so: an interval that may be looked at daily.'),
  guardrail: Guardrail.nullable().describe('Could it be worse by the margin?'),
  smallest_detectable: z.object({
    difference: z.number().nullable(),
    ratio: z.number().nullable(),
  }),
  quantiles: QuantileRatios.optional().describe(
    'Quantiles of what the metric counts, first arm over second, where both are known with an interval.',
  ),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type StudyMetric = z.infer<typeof StudyMetric>

/** The question of a result is the study alone: all else was decided before it started. */
export const StudyResultSpec = z.object({ id: Id.describe('The study.') })
export type StudyResultSpec = z.output<typeof StudyResultSpec>

/** The result of a study: what was drawn by lot is compared as it was drawn. */
export const StudyResult = ReportGround.extend({
  spec: StudyResultSpec,
  study: Study,
  interim: z.boolean().describe('Whether it is the always-valid look before the end.'),
  seen_until: z.iso.date().describe('Day up to which facts count, excluded.'),
  metrics: z.array(StudyMetric),
})
export type StudyResult = z.output<typeof StudyResult>
