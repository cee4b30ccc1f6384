import type { ArrivalMetric, DistributionReport, Spread, SpreadMetric } from '../../model/index.ts'
import { quantileRows } from '../cohort/quantile-blocks.ts'
import type { ReportRow } from '../csv.ts'
import { endingRows } from '../scope-rows.ts'

/** A distribution as lines of CSV: a line a quantile and a bar. */
export function distributionRows(answer: DistributionReport): ReportRow[] {
  const { spec, period, members_on } = answer
  return [
    { section: 'question', figure: 'attribute', note: spec.attribute },
    { section: 'question', figure: 'period', note: `${period.from} up to ${period.to}` },
    { section: 'question', figure: 'members_on', note: members_on },
    ...[...spec.team, ...spec.filter].map((note) => ({
      section: 'question',
      figure: 'only',
      note,
    })),
    ...answer.metrics.flatMap(metricRows),
    ...answer.arrivals.flatMap(arrivalRows),
    ...endingRows(answer),
  ]
}

function metricRows({ metric, cohorts }: SpreadMetric): ReportRow[] {
  const { id, unit } = metric
  return cohorts.flatMap((spread) => [
    ...spreadRows(spread, unit).map((row) => ({ metric: id, cohort: spread.cohort, ...row })),
    ...quantileRows(metric, spread),
  ])
}

function arrivalRows({ metric: { id, unit }, nth, cohorts }: ArrivalMetric): ReportRow[] {
  return cohorts.flatMap(({ cohort, people, median, interval, curve, reason, sentence }) =>
    [
      {
        section: 'waiting',
        figure: `median to number ${nth}`,
        estimate: median,
        low: interval?.low,
        high: interval?.high,
        people,
        unit,
        note: reason?.message,
      },
      ...curve.map(({ days, share, interval: at }) => ({
        section: 'waiting',
        figure: `number ${nth} after ${days} available days`,
        estimate: share,
        low: at?.low,
        high: at?.high,
        unit: 'share of people',
      })),
      { section: 'in words', note: sentence },
    ].map((row) => ({ metric: id, cohort, ...row })),
  )
}

function spreadRows(
  { people, teams, p50, p90, dots, histogram, reason, sentence }: Spread,
  unit: string,
): ReportRow[] {
  return [
    {
      section: 'quantile',
      figure: 'p50 of people',
      estimate: p50,
      people,
      teams,
      unit,
      note: reason?.message,
    },
    { section: 'quantile', figure: 'p90 of people', estimate: p90, people, teams, unit },
    ...(dots ?? []).map((value, place) => ({
      section: 'dot',
      figure: `${place + 1} of 20`,
      estimate: value,
      unit,
    })),
    ...(histogram ?? []).map(({ from, to, share }) => ({
      section: 'histogram',
      figure: 'share of people',
      estimate: share,
      low: from,
      high: to,
      unit,
    })),
    { section: 'in words', note: sentence },
  ]
}
