import { areaY, axisX, axisY, gridY, line, type PlotOptions } from '@observablehq/plot'
import type { Interval } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** A share of people at a time, with its interval where there is one. */
export interface ShareAt {
  at: number
  share: number
  interval: Pick<Interval, 'low' | 'high'> | null
}

/** A staircase of shares from nobody to all, with the band of its intervals. `axis` says what the time is, in `unit`. */
export function shareCurve(
  points: readonly ShareAt[],
  { axis, unit }: { axis: string; unit: string },
): PlotOptions {
  const placed = points.map(({ at, share, interval }) => ({
    at,
    share,
    low: interval?.low ?? share,
    high: interval?.high ?? share,
    title: `${at} ${unit}: ${wholePercent(share)}`,
  }))
  const colour = 'var(--cohort-0)'
  const step = { x: 'at', curve: 'step-after' } as const
  return {
    height: 240,
    marginLeft: 44,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 44,
    y: { domain: [0, 1] },
    marks: [
      gridY({ ticks: 5, stroke: 'var(--grid)', strokeOpacity: 1 }),
      axisY({
        ticks: 5,
        tickSize: 0,
        tickFormat: wholePercent,
        label: null,
        color: 'var(--quiet)',
      }),
      axisX({
        ticks: 8,
        tickSize: 0,
        label: axis,
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 38,
        color: 'var(--quiet)',
      }),
      areaY(placed, { ...step, y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.16 }),
      line(placed, { ...step, y: 'share', stroke: colour, strokeWidth: 2, title: 'title' }),
    ],
  }
}
