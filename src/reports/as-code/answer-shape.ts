import * as z from 'zod'
import { Interval } from '../../model/index.ts'

/** What became of a guardrail in one comparison of the report. */
export const GuardrailVerdict = z.object({
  metric: z.string(),
  margin: z.number(),
  unit: z.enum(['%', 'points']).describe('Unit of the margin and of the interval.'),
  about: z.string().describe('What was compared.'),
  interval: Interval.nullable().describe('Of the change, as the report gives it.'),
  verdict: z
    .enum(['holds', 'could be worse', 'worse', 'not judged'])
    .describe('holds: the whole interval lies within the margin.'),
  passed: z.boolean(),
  sentence: z.string(),
})
export type GuardrailVerdict = z.infer<typeof GuardrailVerdict>

/** One report of a file with its answer, which is that of its own method. */
export const RanReport = z.object({
  report: z.string(),
  title: z.string().nullable().describe('null: the report has its own.'),
  relative_period: z.string().nullable().describe('The period as the file has it, where relative.'),
  answer: z.record(z.string(), z.unknown()).describe('As the method of the report answers.'),
  guardrails: z.array(GuardrailVerdict),
})
export type RanReport = z.infer<typeof RanReport>

/** The answers to a file, and by what they can be told from others. */
export const Ran = z.object({
  title: z.string().nullable(),
  today: z.iso
    .date()
    .nullable()
    .describe('The day that relative periods were reckoned from; null: none is relative.'),
  reports: z.array(RanReport),
  passed: z.boolean().describe('Whether every guardrail holds.'),
  weeks_waiting: z.number().int().describe('Weeks whose numbers were still to be computed anew.'),
  data_version: z
    .string()
    .nullable()
    .describe('Equal ones are of the same data; null: the data changed while this was made.'),
  result_hash: z
    .string()
    .describe(
      'SHA-256 of the answers as JSON with sorted keys, without anything of when they were asked.',
    ),
})
export type Ran = z.infer<typeof Ran>
