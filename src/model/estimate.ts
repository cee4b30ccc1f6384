import * as z from 'zod'

/** Where the truth lies, as far as chance is concerned. */
export const Interval = z.object({
  low: z.number(),
  high: z.number(),
  level: z.number().describe('Share of such intervals that hold the truth: .95.'),
})
export type Interval = z.infer<typeof Interval>

/** A number that never goes without its uncertainty. */
export const Estimate = z.object({ estimate: z.number(), interval: Interval })
export type Estimate = z.infer<typeof Estimate>

/** Why a number is null. A closed list; the message beside it is a sentence for the reader. */
export const ReasonCode = z.enum([
  'hidden', // it would be about fewer people than the minimum group, none included
  'overlaps', // with what was shown before it would tell of fewer people than the minimum group
  'too_few_people',
  'too_few_teams',
  'too_few_events', // too few values, or too few people who have them, for a quantile of values
  'being_counted', // some weeks are to be counted anew, which takes a minute
  'no_buckets', // weeks whose facts are gone were counted before quantiles were kept
  'constant',
  'separated',
  'not_positive',
  'not_finite',
  'nothing_alike', // no attribute is known by which people could be compared with their like
  'no_comparable_people',
  'no_adopters',
  'no_controls',
])
export type ReasonCode = z.infer<typeof ReasonCode>

export const Reason = z.object({ reason: ReasonCode, message: z.string() })
export type Reason = z.infer<typeof Reason>
