import { normalQuantile } from './distributions/normal.ts'
import { type Interval, LEVEL } from './estimate.ts'
import { type Reason, reason } from './reason.ts'

/** A share of people with its interval. */
export type Share = { estimate: number; interval: Interval; n_people: number }

/**
 * The share `count / n` with Wilson's score interval (1927), which also holds for few people and for shares of 0 and 1;
 * R: `prop.test(count, n, correct = FALSE)`. Throws for a count outside 0 to `n`.
 */
export function wilson(count: number, n: number): Share | Reason {
  if (n < 1) return reason('too_few_people')
  if (!(count >= 0 && count <= n)) throw new RangeError('The count lies outside 0 to n')
  const p = count / n
  const square = normalQuantile(0.975) ** 2
  const centre = (p + square / (2 * n)) / (1 + square / n)
  const half = Math.sqrt((square * p * (1 - p)) / n + (square / (2 * n)) ** 2) / (1 + square / n)
  return {
    estimate: p,
    interval: { low: Math.max(0, centre - half), high: Math.min(1, centre + half), level: LEVEL },
    n_people: n,
  }
}
