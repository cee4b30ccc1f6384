import type * as z from 'zod'
import { AdoptionReport, AdoptionSpec } from './adoption-report.ts'
import { BreakdownReport, BreakdownSpec } from './breakdown-report.ts'
import { CohortReport, CohortSpec } from './cohort-report.ts'
import { CorrelationReport, CorrelationSpec } from './correlation-report.ts'
import { DistributionReport, DistributionSpec } from './distribution-report.ts'
import { ImpactReport, ImpactSpec } from './impact-report.ts'
import { ADOPTION_CHANGES, BESIDE_USE, type Takes } from './takes.ts'
import { ToolReport, ToolSpec } from './tool-report.ts'
import { TrendReport, TrendSpec } from './trend-report.ts'

/**
 * A report as everybody has to know it. From its entry below come the method `reports.NAME`, the command `facet report NAME`,
 * the page at /reports/NAME with its form, and the link to it.
 */
export interface ReportKind<
  S extends z.ZodObject = z.ZodObject,
  A extends z.ZodObject = z.ZodObject,
> {
  name: string
  /** What a menu calls it, in the plural where there is one; also how its files are named. */
  title: string
  /** One sentence for the method and the command. */
  summary: string
  /** What else has to be known before it is asked. */
  description: string
  /** What a reader of the page is told before the answer. */
  intro: string
  /** What it takes as metrics: its form offers that, and it refuses the rest. */
  takes: Takes
  /** The question. */
  spec: S
  answer: A
}

const kind = <S extends z.ZodObject, A extends z.ZodObject>(it: ReportKind<S, A>) => it

/** All reports, in the order of the menu. */
export const REPORT_KINDS = {
  tool: kind({
    name: 'tool',
    title: 'One tool',
    summary: 'Answers on one page what a tool does for us.',
    description:
      'Who uses it, what changed when people adopted it with its checks, how users and others differ, what people say, where it works better or worse, what cannot be told, and the next best step. It is made of the other reports, and says no more than they allow.',
    intro:
      'What a tool does for the people who use it, on one page: what changed, how sure that is, and what cannot be told.',
    takes: ADOPTION_CHANGES,
    spec: ToolSpec,
    answer: ToolReport,
  }),
  cohort: kind({
    name: 'cohort',
    title: 'Cohorts',
    summary: 'Compares metrics between the people who have different values of an attribute.',
    description:
      'Up to two more attributes may be crossed with it. Each cohort is held against another one, against everybody else, or against itself in another period. Each figure has its 95 % interval, and stands beside one that compares like with like. It describes different people, or different times; it does not show what caused a difference. Nothing is about fewer people than the minimum group.',
    intro:
      'How the people with different values of an attribute work, side by side. It describes; it does not say what caused a difference.',
    takes: { of: ['people', 'team'], runs: 1 },
    spec: CohortSpec,
    answer: CohortReport,
  }),
  impact: kind({
    name: 'impact',
    title: 'Impact',
    summary: 'Tells what changed in a metric when people began to use a tool.',
    description:
      'Observed against expected: each person against their own past, and against those who had not begun. The answer carries its checks and the word of evidence that they allow.',
    intro:
      'What changed when people adopted a tool, against what was expected of them: their own past, carried along with those who had not adopted yet.',
    takes: ADOPTION_CHANGES,
    spec: ImpactSpec,
    answer: ImpactReport,
  }),
  trend: kind({
    name: 'trend',
    title: 'Trends',
    summary: 'Tells how metrics move from week to week, of everybody or by an attribute.',
    description:
      'Each step is the mean of the people whose value it was in those weeks, with its 95 % interval; what is unknown is a gap. The last step is held against the one before and the one a year before. Who is in a cohort changes over time, so a line that moves does not say that people changed.',
    intro:
      'How metrics move over time, of everybody or of the people who had a value of an attribute in each week. What is unknown, or about too few people, is a gap.',
    takes: { of: ['people'], runs: 0 },
    spec: TrendSpec,
    answer: TrendReport,
  }),
  distribution: kind({
    name: 'distribution',
    title: 'Distributions',
    summary: 'Tells how the values of people spread in each cohort of an attribute.',
    description:
      'The median and the ninetieth percentile from 20 people on, twenty quantiles from 40 on, a histogram from 100 on; never the smallest or largest value, and nobody by name. The cohorts are different people.',
    intro:
      'How the values of people spread: a mean hides whether all are near it or few are far from it. Nobody can be read off it.',
    takes: { of: ['people', 'wait'], runs: 0 },
    spec: DistributionSpec,
    answer: DistributionReport,
  }),
  breakdown: kind({
    name: 'breakdown',
    title: 'Breakdowns',
    summary: 'Shows metrics by the values of an attribute, crossed by another.',
    description:
      'A table with its margins, each cell with its 95 % interval and its people. Values are those that people had in each week, for items of surveys on the day on which they were asked; metrics of teams have one value a team. Cells of too few people are hidden, and with them whatever they would follow from.',
    intro:
      'A metric in every corner of the organisation: by one attribute, or by two across each other. It describes different people, and hides what would be about too few.',
    takes: { of: ['people', 'team'], runs: 1 },
    spec: BreakdownSpec,
    answer: BreakdownReport,
  }),
  correlation: kind({
    name: 'correlation',
    title: 'Correlations',
    summary: 'Tells how metrics go along with how much of their work people do with a tool.',
    description:
      'Use is the share with the tool of the days on which a person began or opened a pull request; days or minutes of use are refused, since they rise with all work. Each person is set against themselves, or people within role, level and team; metrics of teams have one value a team. It is an association, not an effect.',
    intro:
      'Whether metrics go along with how much of their work people do with a tool: within the same person, or between people who are alike. An association, not an effect.',
    takes: BESIDE_USE,
    spec: CorrelationSpec,
    answer: CorrelationReport,
  }),
  adoption: kind({
    name: 'adoption',
    title: 'Adoption',
    summary: 'Tells who uses a tool and how often, by week and by attribute, and who keeps to it.',
    description:
      'Shares are of the developers whose use is known; unknown is never counted as none. Each has its 95 % interval, and nothing is about fewer people than the minimum group. Nobody is named, those who lapsed neither.',
    intro:
      'Who uses a tool and how often, who came to it, who keeps to it and who stopped. It counts people, and names nobody.',
    takes: { of: [], runs: 0 },
    spec: AdoptionSpec,
    answer: AdoptionReport,
  }),
}

export type ReportName = keyof typeof REPORT_KINDS
