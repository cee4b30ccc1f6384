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

const BETTER = { higher: ', higher is better', lower: ', lower is better', context: '' }

/** A cohort report laid out for reading: a table a metric, the same in words, and what to bear in mind. */
export function cohortPage(answer: CohortReport): Page {
  const { spec, period, members_on, metrics } = answer
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const about = `${daysOf(period)} (${weeksIn(period)} weeks), cohorts as of ${members_on}${within.length > 0 ? `, ${within.join(', ')} only` : ''}.`
  const [first, warnings] = differentPeople(answer)
  const sentences = metrics.flatMap(({ comparisons }) => comparisons.map((it) => it.sentence))
  return {
    title: `${spec.attribute}: ${listed(answer.cohorts.map(({ name }) => name))}`,
    blocks: [
      { kind: 'text', text: `${about} ${first}` },
      ...metrics.flatMap(metricBlocks),
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
