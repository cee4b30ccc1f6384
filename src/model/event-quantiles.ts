import * as z from 'zod'
import { Estimate, Interval, Reason } from './estimate.ts'

/** A value below which a share of all lie. */
export const Quantile = z.object({
  estimate: z.number().describe('In the unit of the metric; off by 5 % at most.'),
  interval: Interval.nullable().describe('Null: too few people have values beyond its bounds.'),
})
export type Quantile = z.infer<typeof Quantile>

/** How what a metric counts of a cohort spreads, such as its pull requests. What is null has its reason. */
export const EventQuantiles = z.object({
  events: z.number().int().nullable().describe('How many there are, to two figures.'),
  p50: Quantile.nullable().describe('Half of them lie below.'),
  p90: Quantile.nullable().describe('Nine in ten of them lie below.'),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type EventQuantiles = z.infer<typeof EventQuantiles>

/** Quantiles of one cohort over those of another. */
export const QuantileRatios = z.object({
  p50: Estimate.nullable(),
  p90: Estimate.nullable(),
})
export type QuantileRatios = z.infer<typeof QuantileRatios>
