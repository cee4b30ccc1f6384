import { differenceError } from './difference-error.ts'
import {
  type Estimate,
  estimateOf,
  halfWidth,
  interval,
  onScale,
  type StandardError,
} from './estimate.ts'
import { faultOf } from './fault.ts'
import { mean } from './mean.ts'
import { placementIn } from './placement.ts'
import { isReason, type Reason, reason } from './reason.ts'
import { countTeams, mapValues, type Sample } from './sample.ts'

/** Below this many people in a cohort the interval is drawn on the logit, which keeps it within 0 and 1. */
const SMALL = 30

/** How often a person of the first cohort is ahead of one of the second. */
export type Superiority = Estimate & {
  /** Cliff's delta, `2 theta - 1`: from -1 to 1, 0 for no difference. */
  cliffs_delta: number
  n_people: [number, number]
  /** Distinct teams of both together; 0 when nobody has a team. */
  n_teams: number
}

/**
 * theta: the chance that a random value of `x` lies above a random value of `y`, ties counting half. The variance is that
 * of the placements (Brunner and Munzel 2000), summed by team where there are teams. Below 30 people in either cohort
 * the interval is drawn on the logit; otherwise it is plain, cut at 0 and 1. Takes O(n log n).
 */
export function superiority(x: Sample, y: Sample): Superiority | Reason {
  const fault = faultOf(x, y)
  if (fault && fault.reason !== 'constant') return fault
  const placements = mapValues(x, placementIn(y.values))
  const theta = mean(placements.values)
  if (theta === 0 || theta === 1) return reason('separated')
  if (fault) return fault
  const error = differenceError(placements, mapValues(y, placementIn(x.values)))
  if (isReason(error)) return error
  const small = Math.min(x.values.length, y.values.length) < SMALL
  return {
    ...(small ? onLogit(theta, error) : withinBounds(estimateOf(theta, error))),
    cliffs_delta: 2 * theta - 1,
    n_people: [x.values.length, y.values.length],
    n_teams: countTeams(x, y),
  }
}

function onLogit(theta: number, { se, df }: StandardError): Estimate {
  const half = halfWidth({ se: se / (theta * (1 - theta)), df })
  const logit = Math.log(theta / (1 - theta))
  const { low, high, level } = interval(logit, half)
  return { estimate: theta, interval: { low: expit(low), high: expit(high), level }, se, df }
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function withinBounds(estimate: Estimate): Estimate {
  return onScale(estimate, (x) => Math.min(1, Math.max(0, x)))
}
