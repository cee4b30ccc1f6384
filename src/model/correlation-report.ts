import * as z from 'zod'
import { Estimate, ReasonCode } from './estimate.ts'
import { Metric } from './metric.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** How people are set against one another: each against themselves, or people who are alike. */
export const CorrelationForm = z.enum(['within_person', 'between_people'])
export type CorrelationForm = z.infer<typeof CorrelationForm>

/** The question: whether metrics go along with the share of a person's own work that is done with a tool. */
export const CorrelationSpec = ReportScope.extend({
  attribute: z
    .string()
    .trim()
    .min(1)
    .default('Coder')
    .describe('The tool, by the name of its attribute.'),
  metrics: z
    .array(z.string())
    .default([])
    .describe(
      'Keys of metrics, of items of surveys among them. Default: merged pull requests, deployment frequency, deep work and time lost to the environment.',
    ),
  form: CorrelationForm.default('within_person').describe(
    'Each person against their own other periods, or people within role, level and team. Metrics of teams always compare teams within their division.',
  ),
  usage: z
    .string()
    .trim()
    .default('tool_share')
    .describe(
      'How use is measured: tool_share alone, the share with the tool of the days on which somebody began or opened a pull request. Days, minutes and counts of use are refused.',
    ),
})
export type CorrelationSpec = z.output<typeof CorrelationSpec>

/** Why nothing is told of a metric. */
export const CorrelationReason = z.object({
  reason: z.enum([
    ...ReasonCode.options,
    'no_data', // nothing of it is known in the period
    'one_survey', // a person has to have answered twice to be set against themselves
    'no_key', // who answered cannot be told any more
  ]),
  message: z.string(),
})
export type CorrelationReason = z.infer<typeof CorrelationReason>

/** A group of people or periods of like use. Both are means. */
export const CorrelationBin = z.object({
  share: z
    .number()
    .describe(
      'Share with the tool of the days on which they began or opened a pull request, in per cent.',
    ),
  value: z.number().describe('The metric, in its unit.'),
})
export type CorrelationBin = z.infer<typeof CorrelationBin>

/** How one metric goes along with use: an association, of which nothing follows about causes. */
export const Correlation = z.object({
  metric: Metric,
  compared: z
    .enum(['periods_of_a_person', 'surveys_of_a_person', 'people', 'teams'])
    .describe('What is set against what.'),
  measure: z
    .enum(['slope', 'rho'])
    .describe(
      'slope: change of the metric for 10 points more of the days of own pull requests with the tool; rho: Spearman’s rank correlation within strata, from -1 to 1.',
    ),
  unit: z
    .string()
    .describe('Of the estimate: that of the metric, "%" of logarithms, "points" of shares, "rho".'),
  estimate: Estimate.nullable(),
  relative: Estimate.nullable().describe(
    'The slope in per cent of the mean; null for shares, whose slope is in points, and for rho.',
  ),
  within: z.array(z.string()).describe('What those who are compared have in common.'),
  people: z.number().int().nullable().describe('To 5 below 100; null for metrics of teams.'),
  teams: z.number().int().nullable().describe('To 5 below 100, but fewer than 5 as they are.'),
  direction: z
    .enum(['higher', 'lower', 'cannot_tell'])
    .nullable()
    .describe(
      'Which way the metric goes where use is higher, with all metrics of the question taken together (Benjamini and Hochberg at 5 %).',
    ),
  bins: z
    .array(CorrelationBin)
    .describe('From 20 people on, each of the minimum of people at least; never people.'),
  reason: CorrelationReason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type Correlation = z.infer<typeof Correlation>

/** The answer carries its question, who is not in it, and what may mislead. */
export const CorrelationReport = ReportGround.extend({
  spec: CorrelationSpec.describe('The question with every default filled in.'),
  tool: z.string(),
  metrics: z.array(Correlation),
})
export type CorrelationReport = z.infer<typeof CorrelationReport>
