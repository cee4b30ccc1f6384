import { differenceError } from './difference-error.ts'
import { type Estimate, estimateOf, onScale } from './estimate.ts'
import { faultOf } from './fault.ts'
import { mean, meanFrom } from './mean.ts'
import { isReason, type Reason, reason } from './reason.ts'
import { countTeams, type Sample } from './sample.ts'

/** Two cohorts side by side. Pairs stand in the order of the arguments. */
export type TwoMeans = {
  means: [number, number]
  /** First mean minus second. */
  difference: Estimate
  /** First mean over second; its `se` is that of the logarithm. */
  ratio: Estimate | Reason
  n_people: [number, number]
  /** Distinct teams of both together; 0 when nobody has a team. */
  n_teams: number
}

/**
 * Difference and ratio of two cohorts' means of people's values. The people of a team count as one; when nobody has a
 * team the difference is R's `t.test(x, y)`, Welch's. The interval of the ratio is drawn on its logarithm (delta method).
 */
export function twoMeans(x: Sample, y: Sample): TwoMeans | Reason {
  const fault = faultOf(x, y)
  if (fault) return fault
  const means: [number, number] = [mean(x.values), mean(y.values)]
  const error = differenceError(x, y)
  if (isReason(error)) return error
  return {
    means,
    difference: estimateOf(apart(x, y), error),
    ratio: ratioOf(x, y, means),
    n_people: [x.values.length, y.values.length],
    n_teams: countTeams(x, y),
  }
}

/** The difference of the means, taken from a common value, so that a large offset costs no digits. */
function apart(x: Sample, y: Sample): number {
  const origin = x.values[0] as number
  return meanFrom(x.values, origin) - meanFrom(y.values, origin)
}

function ratioOf(x: Sample, y: Sample, [meanX, meanY]: [number, number]): Estimate | Reason {
  if (!(meanX > 0 && meanY > 0)) return reason('not_positive')
  const error = differenceError(x, y, meanX, meanY)
  if (isReason(error)) return error
  return onScale(estimateOf(Math.log(meanX / meanY), error), Math.exp)
}
