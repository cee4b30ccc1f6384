import type { Correlation, CorrelationReport } from '../../model/index.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** A correlation as lines of CSV: a line a metric and measure, and a line a bin. */
export function correlationRows(answer: CorrelationReport): ReportRow[] {
  const { spec, period } = answer
  return [
    { section: 'question', figure: 'tool', note: answer.tool },
    { section: 'question', figure: 'usage', note: spec.usage },
    { section: 'question', figure: 'form', note: spec.form },
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

function metricRows(it: Correlation): ReportRow[] {
  const rests = { metric: it.metric.id, people: it.people, teams: it.teams }
  return [
    {
      section: 'association',
      ...rests,
      compared_to: it.compared,
      figure: it.measure,
      ...estimateCells(it.estimate),
      unit: it.unit,
      note: it.reason?.message ?? it.direction,
    },
    ...(it.relative === null
      ? []
      : [
          {
            section: 'association',
            ...rests,
            compared_to: it.compared,
            figure: 'slope of the mean',
            ...estimateCells(it.relative),
            unit: '%',
          },
        ]),
    ...it.bins.map(({ share, value }) => ({
      section: 'bin',
      metric: it.metric.id,
      figure: `${share}`,
      estimate: value,
      unit: it.metric.unit,
    })),
    { section: 'in words', metric: it.metric.id, note: it.sentence },
  ]
}
