import {
  type BreakdownCell,
  type BreakdownMetric,
  type BreakdownReport,
  daysText,
  dayText,
  type Metric,
} from '../../model/index.ts'
import { amount, bounds, count, wholePercent } from '../../model/numbers.ts'
import { type Block, type Cell, heads, type Page, type Table } from '../page.ts'
import { weeksIn } from '../period-of.ts'
import { endingBlocks, firstWarnings } from '../scope-blocks.ts'

const BETTER = { higher: ', higher is better', lower: ', lower is better', context: '' }

/** A breakdown laid out for reading: a heat map with its table of margins, and each cell with its interval. */
export function breakdownPage(answer: BreakdownReport): Page {
  const { spec, period, metrics } = answer
  const [first, ending] = firstWarnings(answer)
  const within = [...spec.team.map((team) => `team ${team}`), ...spec.filter]
  const by = spec.across === undefined ? spec.attribute : `${spec.attribute} and ${spec.across}`
  return {
    title: `${metrics.map(({ metric }) => metric.name).join(', ')} by ${by}`,
    blocks: [
      {
        kind: 'text',
        text: `${daysText(period)} (${weeksIn(period)} weeks)${within.length > 0 ? `, ${within.join(', ')} only` : ''}. Values are those that people had in each week, or on the day on which a survey was opened; who had two counts once for each.`,
      },
      { kind: 'list', items: first },
      ...metrics.flatMap((it) => metricBlocks(it, spec.attribute)),
      ...endingBlocks(ending),
    ],
  }
}

function metricBlocks(it: BreakdownMetric, attribute: string): Block[] {
  const { metric, rows, columns, cells, sentence } = it
  const heading: Block = {
    kind: 'heading',
    text: `${metric.name} (${metric.unit}${BETTER[metric.direction]})`,
  }
  const words: Block = { kind: 'list', items: [sentence, ...basisOf(it)] }
  if (cells.every(({ estimate }) => estimate === null))
    return [heading, words, ...(rows.length > 0 ? tablesOf(it, attribute) : [])]
  return [
    heading,
    words,
    {
      kind: 'chart',
      label: `${metric.name} in each cell of the table.`,
      note: `Unit: ${metric.unit}. The fuller the colour, the higher the number, be that good or bad; a dash is about too few people to be shown.`,
      drawn: { chart: 'heat_map', data: { metric, rows, columns, cells } },
      tables: tablesOf(it, attribute),
    },
  ]
}

/** On what a table rests that does not rest on the weeks of people. */
function basisOf({ metric, survey }: BreakdownMetric): string[] {
  if (survey !== undefined)
    return [`Asked in ${survey.wave}, ${dayText(survey.opened)} to ${dayText(survey.closed)}.`]
  if (metric.of === 'team')
    return ['Each team has one value, and counts as often as it has people in a row or column.']
  return []
}

function tablesOf(it: BreakdownMetric, attribute: string): Table[] {
  return it.columns.length === 0
    ? [listOf([...it.row_totals, it.total], it.metric, attribute)]
    : [
        ...crossed(it, attribute),
        listOf([...it.row_totals, ...it.column_totals, it.total, ...it.cells], it.metric, ''),
      ]
}

/** So many columns of cells fit a narrow terminal. */
const COLUMNS = 6

/** The table of means with its margins; one of many columns in parts, the margin of the rows in the last. */
function crossed(it: BreakdownMetric, attribute: string): Table[] {
  const parts = Math.ceil(it.columns.length / COLUMNS)
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part * COLUMNS, (part + 1) * COLUMNS]
    const last = part === parts - 1
    const line = (
      name: string,
      cells: readonly BreakdownCell[],
      total: BreakdownCell | undefined,
    ) => [
      name,
      ...cells.slice(from, to).map((cell) => written(cell, it.metric)),
      ...(last && total ? [written(total, it.metric)] : []),
    ]
    const width = it.columns.length
    return {
      kind: 'table',
      head: heads(
        attribute,
        ...it.columns.slice(from, to).map((name) => `${name}>`),
        ...(last ? ['All>'] : []),
      ),
      rows: [
        ...it.rows.map((name, i) =>
          line(name, it.cells.slice(i * width, (i + 1) * width), it.row_totals[i]),
        ),
        line('All', it.column_totals, it.total),
      ],
    }
  })
}

function listOf(cells: readonly BreakdownCell[], metric: Metric, title: string): Table {
  const surveyed = metric.of === 'survey'
  const most = Math.max(...cells.map(({ estimate }) => estimate ?? 0))
  return {
    kind: 'table',
    head: heads(
      title,
      '>',
      '95% interval>',
      '',
      'People>',
      'Teams>',
      ...(surveyed ? ['Answered>'] : []),
    ),
    rows: cells.map((cell): Cell[] => [
      nameOf(cell),
      written(cell, metric),
      cell.interval === null ? '' : bounds(cell.interval, (value) => amount(value, metric)),
      { bar: cell.estimate === null || most <= 0 ? 0 : cell.estimate / most },
      cell.people === null ? '' : count(cell.people),
      cell.teams === null ? '' : count(cell.teams),
      ...(surveyed ? [rateOf(cell)] : []),
    ]),
  }
}

function rateOf({ response_rate = null }: BreakdownCell): string {
  return response_rate === null ? '' : wholePercent(response_rate)
}

function nameOf({ row, column }: BreakdownCell): string {
  return [row, column].filter((name) => name !== null).join(', ') || 'All'
}

function written({ estimate }: BreakdownCell, metric: Metric): string {
  return estimate === null ? '–' : amount(estimate, metric)
}
