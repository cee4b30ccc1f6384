import * as z from 'zod'
import { Estimate, Interval, Reason } from './estimate.ts'
import { Metric } from './metric.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** The question: what changed in one metric when people adopted the tool that an attribute is about. */
export const ImpactSpec = ReportScope.extend({
  attribute: z.string().trim().min(1).describe('Attribute of a tool, such as Coder.'),
  metric: z.string().default('pr_throughput').describe('Key of a metric of pull requests.'),
})
export type ImpactSpec = z.output<typeof ImpactSpec>

/** How much the data say. Only the impact of adoption carries one of these words. */
export const EvidenceWord = z.enum(['clear', 'suggestive', 'not established'])
export type EvidenceWord = z.infer<typeof EvidenceWord>

/** How many stand on each side. Who adopted later than others counts on both. */
export const Sides = z.object({
  adopters: z.number().int().nullable().describe('null: fewer than the minimum group.'),
  controls: z.number().int().nullable(),
})
export type Sides = z.infer<typeof Sides>

/** One period of the event curve. */
export const CurvePoint = z.object({
  offset: z.number().int().describe('Periods of four weeks since adoption; below 0 before it.'),
  effect: Estimate.nullable(),
  reason: Reason.nullable(),
})
export type CurvePoint = z.infer<typeof CurvePoint>

/** Something that should come out as 0, or as the same effect again, where the comparison holds. */
export const Check = z.object({
  name: z.enum(['placebo', 'baselines', 'short_baseline', 'without_top']),
  words: z.string().describe('What is checked.'),
  estimate: Estimate.nullable(),
  passed: z.boolean().nullable().describe('null: it is for comparison, or could not be made.'),
  reason: Reason.nullable(),
})
export type Check = z.infer<typeof Check>

/** Users beside the others, unadjusted: shown with the sentence that says why it misleads, and never alone. */
export const NaiveGap = z.object({
  now: Estimate.nullable().describe('Adopters against the others in the last twelve weeks.'),
  before: Estimate.nullable().describe(
    'Those who adopted later against the others, in the first twelve weeks.',
  ),
  sentence: z.string(),
})
export type NaiveGap = z.infer<typeof NaiveGap>

/** The answer carries its question, its checks, who is not in it, and what may mislead. */
export const ImpactReport = ReportGround.extend({
  spec: ImpactSpec.describe('The question with every default filled in.'),
  metric: Metric,
  unit: z.enum(['%', 'points']).describe('Unit of every effect in this answer.'),
  adoption_by: z
    .enum(['days_of_use', 'account'])
    .describe(
      'Adoption is the first week of use in at least two of four weeks, or the day of the account.',
    ),
  people: Sides,
  teams: Sides,
  effect: Estimate.nullable().describe(
    'What was observed after adoption, against what was expected.',
  ),
  widened: Interval.nullable().describe(
    'The interval with room for drift as large as before adoption, twice.',
  ),
  smallest_detectable: z.number().nullable(),
  observed: z.number().nullable().describe("After adoption, in the metric's unit."),
  expected: z.number().nullable(),
  evidence: z
    .object({
      word: EvidenceWord,
      because: z.string().describe('What decided the word, such as all_checks_passed or drift.'),
      message: z.string().describe('The same in words.'),
    })
    .nullable(),
  reason: Reason.nullable().describe('Why there is no effect to show.'),
  curve: z.array(CurvePoint),
  checks: z.array(Check),
  naive: NaiveGap,
  sentence: z.string().describe('The same in words.'),
})
export type ImpactReport = z.infer<typeof ImpactReport>
