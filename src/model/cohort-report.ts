import * as z from 'zod'
import { Estimate, Interval, Reason } from './estimate.ts'
import { EventQuantiles, QuantileRatios } from './event-quantiles.ts'
import { Metric } from './metric.ts'
import { Period } from './period.ts'
import { ReportGround } from './report-ground.ts'
import { ReportScope } from './report-scope.ts'

/** The question: metrics over a period, compared between the people who had different values of one attribute. */
export const CohortSpec = ReportScope.extend({
  attribute: z
    .string()
    .trim()
    .min(1)
    .describe('Attribute whose values make the cohorts, such as Coder.'),
  cohorts: z
    .array(z.string())
    .default([])
    .describe(
      'Values, or groups of them as "value|value" or "Name=value|value"; each is compared with the last. Default: account and no account, the classes of use from daily to none, or every value.',
    ),
  across: z
    .array(z.string())
    .max(2)
    .default([])
    .describe(
      'Up to two more attributes, crossed with the first: each combination is a cohort, such as "account, L4", and is compared with the last one that has the same further values.',
    ),
  metrics: z
    .array(z.string())
    .default([])
    .describe('Keys of metrics. Default: five of pull requests.'),
  compare: z
    .enum(['cohorts', 'previous', 'organization'])
    .default('cohorts')
    .describe(
      'What each cohort is held against: the last cohort; itself in another period, that just before unless said otherwise; or everybody else who is asked for.',
    ),
  compare_from: z.iso
    .date()
    .optional()
    .describe(
      'First day of the other period, with compare=previous. Default: as long, just before.',
    ),
  compare_to: z.iso
    .date()
    .optional()
    .describe('Last day of the other period, excluded. Default: as long as the period.'),
  as_of: z
    .enum(['start', 'today'])
    .default('start')
    .describe(
      'Day whose values count: the first of the period, or today, which the answer warns of.',
    ),
})
export type CohortSpec = z.output<typeof CohortSpec>

/** A cohort as a whole. */
export const Cohort = z.object({
  name: z.string(),
  values: z.array(z.string()).describe('Values of the attribute that belong to it.'),
  across: z
    .array(z.string())
    .optional()
    .describe('Its values of the attributes that are crossed with the first, in their order.'),
  people: z
    .number()
    .int()
    .nullable()
    .describe('To 5 below 100; null: fewer than the minimum group.'),
  teams: z.number().int().nullable().describe('To 5 below 100, but fewer than 5 as they are.'),
  other_time: z
    .object({
      people: z.number().int().nullable().describe('In the cohort on that first day.'),
      stayed: z
        .number()
        .nullable()
        .describe(
          'Share of them who are in it now, cut to 5 %; 1 or 0 where those who are not, or who are, are fewer than the minimum group.',
        ),
    })
    .optional()
    .describe('The cohort in the other period, where two periods are compared.'),
  reason: Reason.nullable().describe('Why it is not shown.'),
})
export type Cohort = z.infer<typeof Cohort>

/** One metric of one cohort. What is null has its reason. */
export const CohortEstimate = z.object({
  cohort: z.string(),
  people: z.number().int().nullable().describe('Those who have a value, to 5 below 100.'),
  teams: z.number().int().nullable().describe('To 5 below 100, but fewer than 5 as they are.'),
  estimate: z
    .number()
    .nullable()
    .describe(
      "Mean of the people's values; of logarithms the geometric mean, in the metric's unit.",
    ),
  interval: Interval.nullable().describe('From 10 people on; the people of a team count as one.'),
  dots: z
    .array(z.number())
    .nullable()
    .describe(
      'Twenty quantiles, each for one person in twenty and between two of them; from 40 people on.',
    ),
  quantiles: EventQuantiles.optional().describe(
    'Of durations and sizes: how the pull requests, pushes or starts of all people together spread.',
  ),
  reason: Reason.nullable(),
})
export type CohortEstimate = z.infer<typeof CohortEstimate>

/** The difference once the second cohort is weighted to the make-up of the first. */
export const Standardised = z.object({
  difference: Estimate.nullable(),
  ratio: Estimate.nullable(),
  within: z.array(z.string()).describe('Attributes in which the compared people are alike.'),
  share_comparable: z
    .number()
    .nullable()
    .describe('Share of the first cohort that has comparable people, cut to 5 %.'),
  reason: Reason.nullable(),
})
export type Standardised = z.infer<typeof Standardised>

/** One metric between two cohorts, or two times of one. It says nothing of causes. */
export const Comparison = z.object({
  of: z.string(),
  to: z.string().describe('A cohort, "everybody else", or "the same cohort in the other period".'),
  against: CohortEstimate.optional().describe(
    'What it is held against, where that is none of the cohorts.',
  ),
  same_people: z
    .number()
    .int()
    .nullable()
    .optional()
    .describe(
      'People who are in both periods, to 5 below 100: the difference is theirs. Where fewer than the minimum group came or left, they count as well.',
    ),
  difference: Estimate.nullable().describe('First minus second, in the unit; null for logarithms.'),
  ratio: Estimate.nullable().describe('First over second.'),
  superiority: Estimate.nullable().describe(
    'How often a random person of the first has the higher value, ties counting half.',
  ),
  standardised: Standardised,
  quantiles: QuantileRatios.optional().describe(
    'Quantiles of what the metric counts, first over second, where both are known with an interval.',
  ),
  smallest_detectable: z
    .object({ difference: z.number().nullable(), ratio: z.number().nullable() })
    .describe('The smallest true difference that such data would show four times in five.'),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type Comparison = z.infer<typeof Comparison>

/** How many of a cohort answered an item, and what. */
export const SurveyShare = z.object({
  cohort: z.string(),
  response_rate: z.number().nullable().describe('Share of the cohort, cut to 5 %.'),
  weighted: z
    .number()
    .nullable()
    .optional()
    .describe(
      'The estimate, weighted to the level, role and place of everybody in the cohort, where the cohorts answered at rates more than 10 points apart; null: not known.',
    ),
  weighted_interval: Interval.nullable()
    .optional()
    .describe(
      'Of the weighted estimate; the people of a team count as one. Means: from 10 people on.',
    ),
  distribution: z
    .array(z.object({ label: z.string(), percent: z.number().int().describe('In steps of 5.') }))
    .nullable()
    .describe('What was chosen, in the order of the options; from 20 people on.'),
})
export type SurveyShare = z.infer<typeof SurveyShare>

/** Two of three cohorts or more, by their common ranks. */
export const CohortPair = z.object({
  of: z.string(),
  to: z.string(),
  p: z
    .number()
    .describe(
      'Chance of ranks that lie so far apart or farther, adjusted for the number of pairs; .0001 for that or less.',
    ),
})
export type CohortPair = z.infer<typeof CohortPair>

/** Three cohorts and more at once: how far they explain what differs between people. */
export const CohortOverall = z.object({
  among: z.array(z.string()).describe('The cohorts that are shown and have 10 people at least.'),
  epsilon_squared: z
    .number()
    .nullable()
    .describe('Share of the variance of ranks between the cohorts, from 0 to 1.'),
  order: z
    .array(z.string())
    .nullable()
    .describe('The cohorts from the least on, such as levels of use; null: they have no order.'),
  step: Estimate.nullable().describe(
    'Change of the mean from one cohort to the next in the order, in the unit; of logarithms as a ratio.',
  ),
  tau: z.number().nullable().describe('Kendall’s tau-b of the order and the values.'),
  p: z
    .number()
    .nullable()
    .describe(
      'Of tau where there is an order, else of Kruskal and Wallis’s test. It takes people as independent, which those of a team are not; .0001 for that or less.',
    ),
  pairs: z.array(CohortPair).describe('Every two cohorts, by Dunn’s comparisons.'),
  adjusted_by: z.enum(['holm', 'benjamini_hochberg']).nullable(),
  reason: Reason.nullable(),
  sentence: z.string().describe('The same in words.'),
})
export type CohortOverall = z.infer<typeof CohortOverall>

export const CohortMetric = z.object({
  metric: Metric,
  survey: z
    .object({
      wave: z.string().describe('Run of the survey that was answered.'),
      opened: z.iso.date(),
      closed: z.iso.date(),
      shares: z.array(SurveyShare),
    })
    .optional()
    .describe('Of an item of a survey: who answered, and what.'),
  cohorts: z.array(CohortEstimate),
  overall: CohortOverall.optional().describe('Of three cohorts and more.'),
  comparisons: z.array(Comparison),
})
export type CohortMetric = z.infer<typeof CohortMetric>

/** The answer carries its question, who is not in it, and what may mislead. */
export const CohortReport = ReportGround.extend({
  spec: CohortSpec.describe('The question with every default filled in.'),
  members_on: z.iso.date().describe('Day on which the cohorts were fixed.'),
  other_period: Period.optional().describe(
    'The period that each cohort is held against, with compare=previous; its cohorts were fixed on its first day.',
  ),
  cohorts: z.array(Cohort),
  metrics: z.array(CohortMetric),
})
export type CohortReport = z.infer<typeof CohortReport>
