import { type Interval, LEVEL } from './estimate.ts'

/** A number above 0 with the interval in which it lies. */
export interface Positive {
  estimate: number
  interval: Pick<Interval, 'low' | 'high'>
}

/**
 * The ratio of two independent estimates above 0 from their intervals alone: on logarithms each bound lies off by the root of the sum
 * of the squares of the half widths on its side ("MOVER": Zou and Donner, 2008).
 */
export function ratioOfPositive(
  x: Positive,
  y: Positive,
): { estimate: number; interval: Interval } {
  const estimate = x.estimate / y.estimate
  const off = (a: number, b: number) => Math.exp(Math.hypot(Math.log(a), Math.log(b)))
  const down = off(x.estimate / x.interval.low, y.interval.high / y.estimate)
  const up = off(x.interval.high / x.estimate, y.estimate / y.interval.low)
  return { estimate, interval: { low: estimate / down, high: estimate * up, level: LEVEL } }
}
