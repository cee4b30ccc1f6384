import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Estimate, Interval, MetricKind } from '../../model/index.ts'

/** From shares of 1 to per cent, or to points of a share. */
const HUNDRED = 100

/** How the statistics call the kinds of metric. */
export const PANEL_KIND = { rate: 'counts', share: 'shares', log: 'durations' } as const

/** The unit of the effects on a metric: points of a share, per cent of anything else. */
export function effectUnit({ kind }: { kind: MetricKind }): '%' | 'points' {
  return kind === 'share' ? 'points' : '%'
}

/** An effect of the statistics, .06, in the report's unit: 6. */
export function shownEffect({ estimate, interval }: Estimate): Estimate {
  return { estimate: HUNDRED * estimate, interval: shownInterval(interval) }
}

/** The same for an interval. */
export function shownInterval({ low, high, level }: Interval): Interval {
  return { low: HUNDRED * low, high: HUNDRED * high, level }
}

/** A value of the panel, such as pull requests a day, in the metric's unit. Geometric means are in it already. */
export function inUnit(value: number, { kind, scale }: MetricDefinition): number {
  return kind === 'log' ? value : scale * value
}
