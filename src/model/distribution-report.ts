import * as z from 'zod'
import { Cohort, CohortSpec } from './cohort-report.ts'
import { Interval, Reason } from './estimate.ts'
import { EventQuantiles } from './event-quantiles.ts'
import { Metric } from './metric.ts'
import { ReportGround } from './report-ground.ts'

/** The question: how the values of the people of each cohort spread over a period. */
export const DistributionSpec = CohortSpec.omit({
  across: true,
  compare: true,
  compare_from: true,
  compare_to: true,
}).extend({
  metrics: z
    .array(z.string())
    .default([])
    .describe(
      'Keys of metrics, time_to_nth_pr among them. Default: merged pull requests and their cycle time.',
    ),
})
export type DistributionSpec = z.output<typeof DistributionSpec>

/** A bar of a histogram. The outermost are open, so that no extreme is told. */
export const Bar = z.object({
  from: z.number().nullable().describe('Lower bound, included.'),
  to: z.number().nullable().describe('Upper bound, excluded.'),
  share: z.number().describe('Share of the people of the cohort, to 1 %.'),
})
export type Bar = z.infer<typeof Bar>

/** How the values of one cohort spread, each person counting once. What is null has its reason. */
export const Spread = z.object({
  cohort: z.string(),
  people: z.number().int().nullable().describe('Those who have a value, to 5 below 100.'),
  teams: z.number().int().nullable().describe('To 5 below 100, but fewer than 5 as they are.'),
  dots: z
    .array(z.number())
    .nullable()
    .describe(
      'Twenty quantiles, each for one person in twenty and between two of them; from 40 people on.',
    ),
  p50: z.number().nullable().describe('Half of the people have less; from 20 people on.'),
  p90: z.number().nullable().describe('Nine in ten have less; from 20 people on.'),
  histogram: z
    .array(Bar)
    .nullable()
    .describe('Bars that are wider the higher they lie; from 100 people on.'),
  quantiles: EventQuantiles.optional().describe(
    'Of durations and sizes: how the pull requests, pushes or starts themselves spread, whoever they are of.',
  ),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type Spread = z.infer<typeof Spread>

export const SpreadMetric = z.object({ metric: Metric, cohorts: z.array(Spread) })
export type SpreadMetric = z.infer<typeof SpreadMetric>

/** To how many it has happened by a day. */
export const ArrivalPoint = z.object({
  days: z.number().int().describe('Available days since the first day of employment.'),
  share: z.number().describe('To whom it has happened by then, from 0 to 1, to whole per cent.'),
  interval: Interval.nullable(),
})
export type ArrivalPoint = z.infer<typeof ArrivalPoint>

/** How long the people of one cohort wait until something happens. What is null has its reason. */
export const Arrival = z.object({
  cohort: z.string(),
  people: z.number().int().nullable().describe('Those who are followed, to 5 below 100.'),
  median: z
    .number()
    .nullable()
    .describe(
      'Available days after which it has happened to half; null where they are not followed so long.',
    ),
  interval: z
    .object({ low: z.number().nullable(), high: z.number().nullable(), level: z.number() })
    .nullable()
    .describe('Of the median; a bound is null where people are not followed so long.'),
  curve: z
    .array(ArrivalPoint)
    .describe(
      'A staircase whose steps are of the minimum group at least, while enough are followed.',
    ),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type Arrival = z.infer<typeof Arrival>

export const ArrivalMetric = z.object({
  metric: Metric,
  nth: z.number().int().describe('The so manieth pull request that is waited for.'),
  cohorts: z.array(Arrival),
})
export type ArrivalMetric = z.infer<typeof ArrivalMetric>

/** The answer carries its question, who is not in it, and what may mislead. */
export const DistributionReport = ReportGround.extend({
  spec: DistributionSpec.describe('The question with every default filled in.'),
  members_on: z.iso.date().describe('Day on which the cohorts were fixed.'),
  cohorts: z.array(Cohort),
  metrics: z.array(SpreadMetric),
  arrivals: z
    .array(ArrivalMetric)
    .describe(
      'Metrics of waiting, estimated by Kaplan and Meier of all who began since they are known.',
    ),
})
export type DistributionReport = z.infer<typeof DistributionReport>
