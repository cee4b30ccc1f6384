import * as z from 'zod'
import { Interval, Reason } from './estimate.ts'
import { Metric } from './metric.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** The question: metrics by the value that people had of an attribute in each week, and by another across it. */
export const BreakdownSpec = ReportScope.extend({
  attribute: z
    .string()
    .trim()
    .min(1)
    .describe('Attribute whose values make the rows; or "team", or "division", the top teams.'),
  across: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('Attribute whose values make the columns, likewise; without it there is one column.'),
  metrics: z
    .array(z.string())
    .default([])
    .describe(
      'Keys of metrics, of metrics of teams and of items of surveys, each a table. Default: merged pull requests.',
    ),
})
export type BreakdownSpec = z.output<typeof BreakdownSpec>

/** A metric of the people of a row, a column, both or neither. What is null has its reason; it is never 0. */
export const BreakdownCell = z.object({
  row: z.string().nullable().describe('null: all rows.'),
  column: z.string().nullable().describe('null: all columns.'),
  people: z
    .number()
    .int()
    .nullable()
    .describe('To 5 below 100; null for metrics of teams, which rest on teams.'),
  teams: z.number().int().nullable().describe('To 5 below 100, but fewer than 5 as they are.'),
  estimate: z
    .number()
    .nullable()
    .describe(
      "Mean of the people's values, of logarithms the geometric mean; who had two values counts once for each, with the weeks of each. Of a metric of teams the mean of the teams, each weighed by its people; of an item of a survey the share of favourable answers, or the mean of their values.",
    ),
  interval: Interval.nullable().describe(
    'From 10 people on, of shares of answers whenever shown; the people of a team count as one.',
  ),
  response_rate: z
    .number()
    .nullable()
    .optional()
    .describe('Of items of surveys: share of the people who answered, cut to 5 %.'),
  reason: Reason.nullable(),
})
export type BreakdownCell = z.infer<typeof BreakdownCell>

/** One metric as a table. */
export const BreakdownMetric = z.object({
  metric: Metric,
  survey: z
    .object({
      wave: z.string().describe('Run of the survey that was answered.'),
      opened: z.iso.date().describe('Day whose values people stand by.'),
      closed: z.iso.date(),
    })
    .optional()
    .describe('Of an item of a survey.'),
  rows: z
    .array(z.string())
    .describe('In the order of the options; last "Other", the values of fewer people together.'),
  columns: z.array(z.string()).describe('Likewise; empty where the question crosses nothing.'),
  cells: z.array(BreakdownCell).describe('Row by row, a cell a column.'),
  row_totals: z.array(BreakdownCell),
  column_totals: z.array(BreakdownCell),
  total: BreakdownCell,
  sentence: z.string().describe('The same in words.'),
})
export type BreakdownMetric = z.infer<typeof BreakdownMetric>

/** The answer carries its question, who is not in it, and what may mislead. */
export const BreakdownReport = ReportGround.extend({
  spec: BreakdownSpec.describe('The question with every default filled in.'),
  metrics: z.array(BreakdownMetric),
})
export type BreakdownReport = z.infer<typeof BreakdownReport>
