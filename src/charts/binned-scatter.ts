import { axisX, axisY, dot, gridX, gridY, type PlotOptions, ruleX, ruleY } from '@observablehq/plot'
import type { CorrelationBin } from '../model/index.ts'
import { figures } from '../model/numbers.ts'

/** Groups of like use; within persons both numbers are how far they lie from what is usual. */
export interface BinnedScatter {
  bins: CorrelationBin[]
  within: boolean
}

/** A dot a group, and never a person: use to the right, the metric upwards. */
export function binnedScatter({ bins, within }: BinnedScatter): PlotOptions {
  return {
    height: 240,
    marginLeft: 52,
    marginRight: 16,
    marginTop: 12,
    marginBottom: 40,
    x: { insetLeft: 10, insetRight: 10 },
    y: { insetTop: 8, insetBottom: 8, zero: !within },
    marks: [
      gridX({ ticks: 5, stroke: 'var(--grid)', strokeOpacity: 1 }),
      gridY({ ticks: 5, stroke: 'var(--grid)', strokeOpacity: 1 }),
      ...(within
        ? [ruleX([0], { stroke: 'var(--quiet)' }), ruleY([0], { stroke: 'var(--quiet)' })]
        : []),
      axisX({
        ticks: 5,
        tickSize: 0,
        tickFormat: (share: number) => (within ? `${share}` : `${share}%`),
        label: within ? 'less use than usual  |  more' : 'less use  |  more',
        labelAnchor: 'center',
        labelArrow: 'none',
        color: 'var(--quiet)',
        labelOffset: 36,
      }),
      axisY({ ticks: 5, tickSize: 0, label: null, color: 'var(--quiet)' }),
      dot(bins, {
        x: 'share',
        y: 'value',
        r: 5,
        fill: 'var(--cohort-0)',
        fillOpacity: 0.85,
        title: ({ share, value }: CorrelationBin) => `${figures(share)}: ${figures(value)}`,
      }),
    ],
  }
}
