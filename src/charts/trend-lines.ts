import { areaY, axisX, axisY, dot, gridY, line, type PlotOptions, text } from '@observablehq/plot'
import { dayText, type Metric, type TrendSeries } from '../model/index.ts'
import { amount, bounds } from '../model/numbers.ts'
import { colourOf } from './palette.ts'

/** One metric of one or more cohorts over time. */
export interface Trend {
  metric: Metric
  cohorts: Pick<TrendSeries, 'cohort' | 'points'>[]
}

const LEGEND_ROW = 18

/** Below this width in pixels there is room for few days at the axis. */
const NARROW = 480

/**
 * A line a cohort with the band of its intervals; its dots stand on the first day of their steps. What is not known, or not
 * shown, breaks the line. Durations stand on a logarithmic scale, everything else on one that begins at 0.
 */
export function trendLines({ metric, cohorts }: Trend, width: number): PlotOptions {
  const logarithmic = metric.kind === 'log'
  const legend = cohorts.length * LEGEND_ROW
  const write = (value: number) => amount(value, metric)
  return {
    height: 260 + legend,
    marginLeft: 52,
    marginRight: 16,
    marginTop: legend + 12,
    marginBottom: 30,
    x: { type: 'utc', insetLeft: 6, insetRight: 6 },
    y: { type: logarithmic ? 'log' : 'linear', zero: !logarithmic, nice: !logarithmic },
    marks: [
      gridY({ ticks: 5, stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisY({ ticks: 5, tickSize: 0, tickFormat: write, label: null, color: 'var(--quiet)' }),
      axisX({ ticks: width < NARROW ? 4 : 8, tickSize: 0, label: null, color: 'var(--quiet)' }),
      ...cohorts.flatMap(({ cohort, points }, row) => {
        const colour = colourOf(cohort, names(cohorts))
        return [...lineOf(points, colour, metric), ...legendOf(cohort, row, { colour, legend })]
      }),
    ],
  }
}

function names(cohorts: Trend['cohorts']) {
  return cohorts.map(({ cohort }) => ({ name: cohort }))
}

/** A null keeps its place, so that the line breaks there. */
function lineOf(points: TrendSeries['points'], colour: string, metric: Metric) {
  const placed = points.map(({ from, estimate, interval, people }) => ({
    day: new Date(`${from}T00:00:00Z`),
    estimate: estimate ?? Number.NaN,
    // no metric is below 0, though a wide interval of its mean may be
    low: interval ? Math.max(metric.kind === 'log' ? interval.low : 0, interval.low) : Number.NaN,
    high: interval?.high ?? Number.NaN,
    title: `${dayText(from)}: ${estimate === null ? '' : amount(estimate, metric)}${interval ? ` (${bounds(interval, (value) => amount(value, metric))})` : ''}, ${people} people`,
  }))
  return [
    areaY(placed, { x: 'day', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.15 }),
    line(placed, { x: 'day', y: 'estimate', stroke: colour, strokeWidth: 2 }),
    dot(placed, { x: 'day', y: 'estimate', r: 2.5, fill: colour, title: 'title' }),
  ]
}

function legendOf(
  cohort: string,
  row: number,
  { colour, legend }: { colour: string; legend: number },
) {
  const dy = row * LEGEND_ROW - legend - 4
  return [
    text(['●'], { frameAnchor: 'top-left', dy, fill: colour }),
    text([cohort], { frameAnchor: 'top-left', dx: 14, dy, fill: 'currentColor', fontWeight: 600 }),
  ]
}
