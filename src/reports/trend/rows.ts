import type { TrendMetric, TrendReport, TrendSeries } from '../../model/index.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** A trend as lines of CSV: a line a step, cohort and metric. */
export function trendRows(answer: TrendReport): ReportRow[] {
  const { spec, period } = answer
  return [
    { section: 'question', figure: 'attribute', note: spec.attribute ?? 'everybody' },
    { section: 'question', figure: 'period', note: `${period.from} up to ${period.to}` },
    { section: 'question', figure: 'grain', note: spec.grain },
    ...[...spec.team, ...spec.filter].map((note) => ({
      section: 'question',
      figure: 'only',
      note,
    })),
    ...answer.metrics.flatMap(metricRows),
    ...endingRows(answer),
  ]
}

function metricRows({ metric, cohorts }: TrendMetric): ReportRow[] {
  return cohorts.flatMap((series) =>
    seriesRows(series, metric.unit).map((row) => ({
      metric: metric.id,
      cohort: series.cohort,
      ...row,
    })),
  )
}

function seriesRows({ points, changes, sentence }: TrendSeries, unit: string): ReportRow[] {
  return [
    ...points.map(({ from, estimate, interval, people, teams, reason }) => ({
      section: 'step',
      figure: from,
      estimate,
      low: interval?.low,
      high: interval?.high,
      people,
      teams,
      unit,
      note: reason?.message,
    })),
    ...changes.flatMap(({ against, from, difference, ratio, reason }) =>
      [
        { figure: 'difference', unit, ...estimateCells(difference) },
        { figure: 'ratio', unit: 'times', ...estimateCells(ratio) },
      ].map((row) => ({ section: against, compared_to: from, note: reason?.message, ...row })),
    ),
    { section: 'in words', note: sentence },
  ]
}
