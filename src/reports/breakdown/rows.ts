import type { BreakdownCell, BreakdownMetric, BreakdownReport } from '../../model/index.ts'
import type { ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** A breakdown as lines of CSV: a line a cell, the row as cohort and the column as figure. */
export function breakdownRows(answer: BreakdownReport): ReportRow[] {
  const { spec, period } = answer
  return [
    { section: 'question', figure: 'attribute', note: spec.attribute },
    ...(spec.across ? [{ section: 'question', figure: 'across', note: spec.across }] : []),
    { section: 'question', figure: 'period', note: `${period.from} up to ${period.to}` },
    ...[...spec.team, ...spec.filter].map((note) => ({
      section: 'question',
      figure: 'only',
      note,
    })),
    ...answer.metrics.flatMap(metricRows),
    ...endingRows(answer),
  ]
}

function metricRows(told: BreakdownMetric): ReportRow[] {
  const { id, unit } = told.metric
  const line = (section: string) => (cell: BreakdownCell) => ({
    section,
    metric: id,
    ...figuresOf(cell),
    unit,
  })
  return [
    ...told.cells.map(line('cell')),
    ...told.row_totals.map(line('row')),
    ...told.column_totals.map(line('column')),
    line('all')(told.total),
    ...[...told.cells, ...told.row_totals, ...told.column_totals, told.total].flatMap(ratesOf(id)),
    { section: 'in words', metric: id, note: told.sentence },
  ]
}

/** How many answered, of a cell of an item of a survey. */
function ratesOf(metric: string) {
  return ({ row, column, response_rate }: BreakdownCell): ReportRow[] =>
    response_rate === undefined
      ? []
      : [
          {
            section: 'response rate',
            metric,
            cohort: row ?? 'all',
            figure: column ?? 'all',
            estimate: response_rate,
            unit: 'share',
          },
        ]
}

function figuresOf({ row, column, estimate, interval, people, teams, reason }: BreakdownCell) {
  return {
    cohort: row ?? 'all',
    figure: column ?? 'all',
    estimate,
    low: interval?.low,
    high: interval?.high,
    people,
    teams,
    note: reason?.message,
  }
}
