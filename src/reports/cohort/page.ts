import { forestsOf } from '../../charts/forests-of.ts'
import { spreads } from '../../charts/spreads.ts'
import type {
  CohortEstimate,
  CohortMetric,
  CohortReport,
  Comparison,
  Warning,
} from '../../model/index.ts'
import { amount, bounds, listed, wholePercent } from '../../model/numbers.ts'
import { type Block, type Cell, heads, type Page } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { daysOf, endingBlocks } from '../scope-blocks.ts'
import { detectableOf, effectOf } from './effect.ts'
import { surveyBlocks } from './survey-page.ts'

const BETTER = { higher: ', higher is better', lower: ', lower is better', context: '' }

/** A cohort report laid out for reading: a table a metric, the same in words, and what to bear in mind. */
export function cohortPage(answer: CohortReport): Page {
  const { spec, period, members_on, metrics } = answer
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const about = `${daysOf(period)} (${weeksIn(period)} weeks), cohorts as of ${members_on}${within.length > 0 ? `, ${within.join(', ')} only` : ''}.`
  const [first, warnings] = differentPeople(answer)
  const sentences = metrics.flatMap(({ comparisons, overall }) => [
    ...(overall ? [overall.sentence] : []),
    ...comparisons.map((it) => it.sentence),
  ])
  return {
    title: `${spec.attribute}: ${listed(answer.cohorts.map(({ name }) => name))}`,
    blocks: [
      { kind: 'text', text: `${about} ${first}` },
      ...forestBlocks(answer),
      ...metrics.flatMap((metric) => [
        ...metricBlocks(metric),
        ...spreadBlocks(metric, answer),
        ...surveyBlocks(metric),
      ]),
      { kind: 'heading', text: 'In words' },
      { kind: 'list', items: sentences },
      ...endingBlocks({ ...answer, warnings }),
    ],
  }
}

/** The warning that stands at the top, and the others, which follow at the end. */
function differentPeople({ warnings }: CohortReport): [string, Warning[]] {
  const [first, others] = [true, false].map((top) =>
    warnings.filter(({ code }) => (code === 'different_people') === top),
  )
  return [first?.map(({ message }) => message).join(' ') ?? '', others ?? []]
}

/** All differences at once; the tables of the metrics have the numbers. */
function forestBlocks(answer: CohortReport): Block[] {
  return forestsOf(answer).map((data) => ({
    kind: 'chart',
    label:
      'Differences between the cohorts with their 95% intervals; the tables below have the numbers.',
    note: `What differs, in ${data.unit === '%' ? 'per cent' : 'points'}: pale as the cohorts are, full between people who are alike. The bars are 95% intervals.`,
    drawn: { chart: 'forest', data },
    tables: [],
  }))
}

function spreadBlocks(answer: CohortMetric, { cohorts }: CohortReport): Block[] {
  if (!spreads(answer)) return []
  return [
    {
      kind: 'chart',
      label: `How ${answer.metric.name} spreads in each cohort, a dot for one person in twenty.`,
      note: 'A dot is one person in twenty; the line is the estimate, the band its interval.',
      drawn: { chart: 'quantile_dots', data: { answer, cohorts } },
      tables: [],
    },
  ]
}

function metricBlocks({ metric, cohorts, comparisons }: CohortMetric): Block[] {
  const most = Math.max(...cohorts.map(({ estimate }) => estimate ?? 0))
  const pairs = comparisons.flatMap((pair) => comparisonRows(pair, metric, comparisons.length > 1))
  return [
    { kind: 'heading', text: `${metric.name} (${metric.unit}${BETTER[metric.direction]})` },
    {
      kind: 'table',
      head: heads('', '>', '95% interval>', '', 'People>', 'Teams>'),
      rows: [...cohorts.map((cohort) => cohortRow(cohort, metric, most)), ...pairs],
    },
  ]
}

function cohortRow(
  { cohort, estimate, interval, people, teams }: CohortEstimate,
  metric: CohortMetric['metric'],
  most: number,
): Cell[] {
  const write = (value: number) => amount(value, metric)
  return [
    shortened(cohort),
    estimate === null ? 'not shown' : write(estimate),
    interval === null ? '' : bounds(interval, write),
    { bar: estimate === null || most === 0 ? 0 : estimate / most },
    people === null ? '' : people.toLocaleString('en'),
    teams === null ? '' : teams.toLocaleString('en'),
  ]
}

function comparisonRows(
  pair: Comparison,
  metric: CohortMetric['metric'],
  several: boolean,
): Cell[][] {
  const crude = effectOf(pair, metric)
  const name = several ? shortened(`${pair.of} to ${pair.to}`) : 'difference'
  if (crude === null) return [[name, 'not known', '', '', '', '']]
  const alike = effectOf(pair.standardised, metric)
  const share = pair.standardised.share_comparable ?? 0
  const visible = `would show ≥ ${detectableOf(pair.smallest_detectable, metric)}`
  return [
    [name, crude.estimate, crude.interval, visible, '', ''],
    [
      '  like for like',
      alike?.estimate ?? 'not known',
      alike?.interval ?? '',
      alike ? `${wholePercent(share)} comparable` : '',
      '',
      '',
    ],
  ]
}

const NAME_COLUMNS = 18

function shortened(name: string): string {
  return name.length <= NAME_COLUMNS ? name : `${name.slice(0, NAME_COLUMNS - 1)}…`
}
