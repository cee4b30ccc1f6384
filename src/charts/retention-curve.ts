import { areaY, axisX, axisY, gridY, line, type PlotOptions } from '@observablehq/plot'
import type { Retention } from '../model/index.ts'
import { wholePercent } from '../model/numbers.ts'

/** How many still use a tool so many weeks after their first use. */
export type RetentionCurve = Pick<Retention, 'curve'>

/** A falling staircase with the band of its intervals, from all to nobody. */
export function retentionCurve({ curve }: RetentionCurve): PlotOptions {
  const placed = curve.map(({ weeks, share, interval }) => ({
    weeks,
    share,
    low: interval?.low ?? share,
    high: interval?.high ?? share,
    title: `${weeks} weeks: ${wholePercent(share)}`,
  }))
  const colour = 'var(--cohort-0)'
  const step = { x: 'weeks', curve: 'step-after' } as const
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
        label: 'weeks since first use',
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
