import * as z from 'zod'
import { Estimate, Interval, Reason } from './estimate.ts'
import { Metric } from './metric.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** The question: what changed in metrics when people adopted the tool that an attribute is about. */
export const ImpactSpec = ReportScope.extend({
  attribute: z.string().trim().min(1).describe('Attribute of a tool, such as Coder.'),
  metric: z
    .string()
    .default('pr_throughput')
    .describe('Key of the primary metric, which is chosen before anything is looked at.'),
  metrics: z
    .array(z.string())
    .max(20)
    .default([])
    .describe(
      'Keys of further metrics. Those that the primary metric names as its guardrails are judged by whether they could be worse; of the others it is allowed for that several are looked at.',
    ),
  negative_control: z
    .string()
    .optional()
    .describe('Key of a metric that the tool cannot move: its effect should be 0.'),
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
  name: z.enum([
    'placebo',
    'baselines',
    'short_baseline',
    'without_top',
    'callaway_santanna',
    'negative_control',
  ]),
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

/** What a metric tells about. */
export const MetricFamily = z.enum(['speed', 'quality', 'experience', 'environment', 'other'])
export type MetricFamily = z.infer<typeof MetricFamily>

/** The word that the data allow, and what decided it. */
export const Evidence = z.object({
  word: EvidenceWord,
  because: z.string().describe('What decided the word, such as all_checks_passed or drift.'),
  message: z.string().describe('The same in words.'),
})
export type Evidence = z.infer<typeof Evidence>

/** Whether a metric that should not suffer could be worse by a margin. */
export const Guardrail = z.object({
  margin: z.number().describe("In the effect's unit."),
  verdict: z
    .enum(['not worse', 'could be worse', 'worse', 'not judged'])
    .describe(
      'not worse: the whole interval lies within the margin; worse: all of it lies on the worse side of 0.',
    ),
})
export type Guardrail = z.infer<typeof Guardrail>

/** One metric among those of a report. */
export const MetricImpact = z.object({
  metric: Metric,
  family: MetricFamily,
  role: z
    .enum(['primary', 'confirmatory', 'guardrail', 'context'])
    .describe('context: neither way is better, so it is told and not judged.'),
  unit: z.enum(['%', 'points']),
  people: Sides,
  teams: Sides,
  effect: Estimate.nullable(),
  widened: Interval.nullable(),
  smallest_detectable: z.number().nullable(),
  evidence: Evidence.nullable().describe('null: guardrails carry a verdict instead.'),
  guardrail: Guardrail.nullable(),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type MetricImpact = z.infer<typeof MetricImpact>

/** Whether those who had not adopted work beside those who had. */
export const Spillover = z.object({
  share: z
    .number()
    .nullable()
    .describe('Share of those compared with who have adopters in their team, cut to 5 %.'),
  sentence: z.string(),
})
export type Spillover = z.infer<typeof Spillover>

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
  evidence: Evidence.nullable(),
  reason: Reason.nullable().describe('Why there is no effect to show.'),
  metrics: z
    .array(MetricImpact)
    .describe('Every metric that was asked for, the primary one first.'),
  spillover: Spillover,
  curve: z.array(CurvePoint),
  checks: z.array(Check),
  naive: NaiveGap,
  sentence: z.string().describe('The same in words.'),
})
export type ImpactReport = z.infer<typeof ImpactReport>
