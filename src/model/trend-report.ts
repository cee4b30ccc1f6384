import * as z from 'zod'
import { Estimate, Interval, Reason } from './estimate.ts'
import { Metric } from './metric.ts'
import { Period } from './period.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** How long a step of a trend is. Four weeks take the rhythm of sprints and the length of months out. */
export const Grain = z.enum(['week', 'four_weeks'])
export type Grain = z.infer<typeof Grain>

/** The question: metrics over time, of everybody or by the value that people had of an attribute in each week. */
export const TrendSpec = ReportScope.extend({
  metrics: z
    .array(z.string())
    .default([])
    .describe('Keys of metrics. Default: merged pull requests and their cycle time.'),
  attribute: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe(
      'Attribute whose values make the cohorts, week by week; without it everybody is one.',
    ),
  cohorts: z
    .array(z.string())
    .default([])
    .describe(
      'Values of the attribute, or groups of them as "value|value" or "Name=value|value". Default: account and no account, the classes of use from daily to none, or every value.',
    ),
  grain: Grain.default('four_weeks').describe('Length of a step: a week, or four.'),
})
export type TrendSpec = z.output<typeof TrendSpec>

/** One step of one cohort. What is null has its reason, and is a gap in the line: it is never 0. */
export const TrendPoint = z.object({
  from: z.iso.date().describe('First day of the step.'),
  people: z.number().int().nullable().describe('Those who have a value, to 5 below 100.'),
  teams: z.number().int().nullable().describe('To 5 below 100, but fewer than 5 as they are.'),
  estimate: z
    .number()
    .nullable()
    .describe("Mean of the people's values in the step; of logarithms the geometric mean."),
  interval: Interval.nullable().describe('From 10 people on; the people of a team count as one.'),
  reason: Reason.nullable(),
})
export type TrendPoint = z.infer<typeof TrendPoint>

/** The last step against an earlier one. Who is in both counts in both, which the interval knows. */
export const TrendChange = z.object({
  against: z
    .enum(['previous', 'year_before'])
    .describe('The step before, or the one that began 52 weeks before.'),
  from: z.iso.date().describe('First day of the step that it is held against.'),
  difference: Estimate.nullable().describe('Last minus earlier, in the unit; null for logarithms.'),
  ratio: Estimate.nullable().describe('Last over earlier.'),
  reason: Reason.nullable(),
})
export type TrendChange = z.infer<typeof TrendChange>

/** A metric of one cohort over time. */
export const TrendSeries = z.object({
  cohort: z.string(),
  points: z.array(TrendPoint),
  changes: z.array(TrendChange),
  sentence: z.string().describe('The last step and its changes in words.'),
})
export type TrendSeries = z.infer<typeof TrendSeries>

export const TrendMetric = z.object({ metric: Metric, cohorts: z.array(TrendSeries) })
export type TrendMetric = z.infer<typeof TrendMetric>

/** The answer carries its question, who is not in it, and what may mislead. */
export const TrendReport = ReportGround.extend({
  spec: TrendSpec.describe('The question with every default filled in.'),
  steps: z.array(Period),
  cohorts: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  metrics: z.array(TrendMetric),
})
export type TrendReport = z.infer<typeof TrendReport>
