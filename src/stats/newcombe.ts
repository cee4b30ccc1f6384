import { type Interval, LEVEL } from './estimate.ts'
import { isReason, type Reason } from './reason.ts'
import { type Share, wilson } from './wilson.ts'

/** The difference of two shares with its interval. */
export type ShareDifference = { estimate: number; interval: Interval; n_people: [number, number] }

/** `count1 / n1 - count2 / n2` with Newcombe's hybrid score interval (1998, method 10), made of the two Wilson intervals. */
export function newcombe(
  count1: number,
  n1: number,
  count2: number,
  n2: number,
): ShareDifference | Reason {
  const x = wilson(count1, n1)
  const y = wilson(count2, n2)
  if (isReason(x)) return x
  if (isReason(y)) return y
  return between(x, y)
}

function between(x: Share, y: Share): ShareDifference {
  const estimate = x.estimate - y.estimate
  const below = Math.hypot(x.estimate - x.interval.low, y.interval.high - y.estimate)
  const above = Math.hypot(x.interval.high - x.estimate, y.estimate - y.interval.low)
  return {
    estimate,
    interval: {
      low: Math.max(-1, estimate - below),
      high: Math.min(1, estimate + above),
      level: LEVEL,
    },
    n_people: [x.n_people, y.n_people],
  }
}
