import * as z from 'zod'

/**
 * How a metric is put together, for a person as for anything larger: `rate` and `share` are ratios of sums, a share being
 * of a whole and given in per cent; `log` is a mean of logarithms and is shown as the geometric mean; `survival` is the time
 * until something happens, and is shown by a report of its own.
 */
export const MetricKind = z.enum(['rate', 'share', 'log', 'survival'])
export type MetricKind = z.infer<typeof MetricKind>

/** One metric: the one definition of it, in words. */
export const Metric = z.object({
  id: z.string().describe('Key of the metric, such as pr_throughput.'),
  name: z.string().describe('What a report calls it.'),
  definition: z.string().describe('What is counted, and what is left out.'),
  unit: z.string().describe('Unit of the value of a person and of a cohort.'),
  direction: z
    .enum(['higher', 'lower', 'context'])
    .describe('Which way is better; context: neither, it explains other metrics.'),
  kind: MetricKind.describe(
    'How it is put together: rate, share in per cent, mean of logarithms, or time until something happens.',
  ),
  unknown: z.string().describe('When a person has no value, which is not the value 0.'),
  gaming: z.string().describe('How the number can move without the work getting better.'),
  guardrails: z.array(z.string()).describe('Keys of the metrics to be read beside it.'),
  events: z
    .string()
    .optional()
    .describe(
      'What has a value of its own, such as pull requests: their quantiles are known too; absent: only values of people are.',
    ),
  of: z
    .enum(['team', 'survey'])
    .optional()
    .describe(
      'team: a number of teams, which no person has; survey: what people answered; absent: one of people.',
    ),
})
export type Metric = z.infer<typeof Metric>
