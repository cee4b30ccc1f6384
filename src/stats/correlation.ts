import { deviations } from './deviations.ts'
import { faultOf } from './fault.ts'
import type { Reason } from './reason.ts'

/** Pearson's correlation of pairs; R: `cor(x, y)`. Throws where the two are not pairs. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number | Reason {
  if (x.length !== y.length) throw new RangeError('Each value needs its other')
  const fault = faultOf({ values: x }) ?? faultOf({ values: y })
  if (fault) return fault
  const [dx, dy] = [deviations(x), deviations(y)]
  const sum = (one: Float64Array, other: Float64Array) =>
    one.reduce((total, d, i) => total + d * (other[i] as number), 0)
  const r = sum(dx, dy) / Math.sqrt(sum(dx, dx) * sum(dy, dy))
  return Math.max(-1, Math.min(1, r))
}
