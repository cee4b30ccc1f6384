import * as z from 'zod'
import { Id, purposeOr, saysPersonal } from '../../model/index.ts'

const Text = z.string().trim().min(1)

/** What somebody may say of a metric in words. */
export const CustomMetricWords = z.object({
  name: Text.max(60)
    .refine((name) => !saysPersonal(name), {
      message:
        'No metric is about what people are paid, or what they are beside their work: use of a tool is never set beside that. Measure something of the work.',
    })
    .describe('What reports call it.'),
  definition: Text.max(1000).describe('What is counted, and what is left out.'),
  unit: Text.max(40).describe(
    'Unit of a number, such as hours; of the code C reports add "per 5 days", and a ratio in % is shown as a share.',
  ),
  direction: z
    .enum(['higher', 'lower', 'context'])
    .describe('Which way is better; context: neither, it explains other metrics.'),
  purpose: purposeOr(
    'Facet measures tools and ways of working, never people: a metric for judging, paying or ranking them is not kept. Say what is to get better.',
  ).describe('What it is for, in words that everybody whom it is about may read.'),
})

/** A metric that the organisation defined, by the words that were allowed when it was. */
export const CustomMetric = CustomMetricWords.extend({
  id: Id,
  name: z.string().describe('What reports call it.'),
  purpose: z.string().describe('What it is for.'),
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,59}$/, 'Small letters, digits and _, a letter first.')
    .describe('Key by which reports and files name it.'),
  code: z
    .enum(['C', 'R'])
    .describe('C: a count by available day; R: a ratio, the sum of num over the sum of den.'),
  event_source: z
    .string()
    .min(1)
    .nullable()
    .describe('Key of the source whose events make it, such as coder; null: files do.'),
  event_name: z
    .string()
    .min(1)
    .nullable()
    .describe('Name of the events, such as workspace_created.'),
  event_value: z
    .string()
    .min(1)
    .nullable()
    .describe('The detail of an event that holds the number; null: each event counts 1.'),
  since: z.iso
    .date()
    .nullable()
    .describe('Day since which the events are complete; days before are unknown.'),
})
