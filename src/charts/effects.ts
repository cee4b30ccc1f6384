import type { Comparison, Estimate, Interval, Metric } from '../model/index.ts'
import { bounds, change } from '../model/numbers.ts'

/** A difference as reports show it: in points of a share, in per cent of anything else. */
export interface Effect extends Interval {
  estimate: number
  unit: '%' | 'points'
}

/** What two cohorts differ by; null where it is not known. */
export function effectOf(
  { difference, ratio }: Pick<Comparison, 'difference' | 'ratio'>,
  { kind }: Pick<Metric, 'kind'>,
): Effect | null {
  if (kind === 'share') return difference && { ...flat(difference), unit: 'points' }
  return ratio && { ...mapped(flat(ratio), (times) => 100 * (times - 1)), unit: '%' }
}

/** "+37%", "-4.1 points". */
export function effectText(value: number, unit: Effect['unit']): string {
  return unit === '%' ? `${change(value)}%` : `${change(value)} points`
}

/** "+26% to +49%". */
export function intervalText({ unit, ...interval }: Effect): string {
  if (unit === '%') return bounds(interval, (value) => `${change(value)}%`)
  return `${bounds(interval, change)} points`
}

function flat({ estimate, interval }: Estimate) {
  return { estimate, ...interval }
}

function mapped<T extends Interval & { estimate: number }>(
  effect: T,
  by: (value: number) => number,
): T {
  return { ...effect, estimate: by(effect.estimate), low: by(effect.low), high: by(effect.high) }
}
