import {
  daysText,
  dayText,
  type Metric,
  type TrendMetric,
  type TrendPoint,
  type TrendReport,
  type TrendSeries,
} from '../../model/index.ts'
import { amount, bounds } from '../../model/numbers.ts'
import { type Block, type Cell, heads, type Page, type Table } from '../page.ts'
import { endingBlocks, firstWarnings } from '../scope-blocks.ts'

const BETTER = { higher: ', higher is better', lower: ', lower is better', context: '' }

/** A trend laid out for reading: a chart and the last step in words for each metric, and what to bear in mind. */
export function trendPage(answer: TrendReport): Page {
  const { spec, period, metrics } = answer
  const [first, ending] = firstWarnings(answer)
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const steps = spec.grain === 'week' ? 'weeks' : 'periods of four weeks'
  const cohorts = spec.attribute ? ` By ${spec.attribute} as it was in each week.` : ''
  return {
    title: `${metrics.map(({ metric }) => metric.name).join(', ')}${spec.attribute ? ` by ${spec.attribute}` : ''}`,
    blocks: [
      {
        kind: 'text',
        text: `${daysText(period)}, in ${steps}${within.length > 0 ? `, ${within.join(', ')} only` : ''}.${cohorts}`,
      },
      { kind: 'list', items: first },
      ...metrics.flatMap(metricBlocks),
      ...endingBlocks(ending),
    ],
  }
}

function metricBlocks({ metric, cohorts }: TrendMetric): Block[] {
  return [
    { kind: 'heading', text: `${metric.name} (${metric.unit}${BETTER[metric.direction]})` },
    { kind: 'list', items: cohorts.map(({ sentence }) => sentence) },
    {
      kind: 'chart',
      label: `${metric.name} over time with its 95% intervals.`,
      note: `Unit: ${metric.unit}. The band is the 95% interval of the mean; a gap is unknown, or about too few people to be shown.`,
      drawn: {
        chart: 'trend_lines',
        data: { metric, cohorts: cohorts.map(({ cohort, points }) => ({ cohort, points })) },
      },
      tables: cohorts.map((series) => tableOf(series, metric)),
    },
  ]
}

function tableOf({ cohort, points }: TrendSeries, metric: Metric): Table {
  const most = Math.max(...points.map(({ estimate }) => estimate ?? 0))
  return {
    kind: 'table',
    head: heads(cohort, '>', '95% interval>', '', 'People>', 'Teams>'),
    rows: points.map((point) => rowOf(point, metric, most)),
  }
}

function rowOf(
  { from, estimate, interval, people, teams }: TrendPoint,
  metric: Metric,
  most: number,
): Cell[] {
  const write = (value: number) => amount(value, metric)
  return [
    dayText(from),
    estimate === null ? 'not shown' : write(estimate),
    interval === null ? '' : bounds(interval, write),
    { bar: estimate === null || most <= 0 ? 0 : estimate / most },
    people === null ? '' : people.toLocaleString('en'),
    teams === null ? '' : teams.toLocaleString('en'),
  ]
}
