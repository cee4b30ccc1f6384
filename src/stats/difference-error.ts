import { clusteredError } from './clustered-error.ts'
import type { StandardError } from './estimate.ts'
import { mean } from './mean.ts'
import type { Reason } from './reason.ts'
import { hasTeams, mapValues, type Sample } from './sample.ts'
import { variance } from './variance.ts'

/**
 * Standard error of the mean of `x` minus the mean of `y`. With teams it is summed by team, over both samples together,
 * since a team may have people in each; without, it is Welch's (1947), with Satterthwaite's degrees of freedom.
 */
export function differenceError(x: Sample, y: Sample): StandardError | Reason {
  if (!hasTeams(x) && !hasTeams(y)) return welchError(x, y)
  return clusteredError(influences(x, 1), influences(y, -1))
}

function welchError(x: Sample, y: Sample): StandardError {
  const a = variance(x.values) / x.values.length
  const b = variance(y.values) / y.values.length
  const df = (a + b) ** 2 / (a ** 2 / (x.values.length - 1) + b ** 2 / (y.values.length - 1))
  return { se: Math.sqrt(a + b), df }
}

function influences(sample: Sample, sign: 1 | -1): Sample {
  const centre = mean(sample.values)
  return mapValues(sample, (value) => (sign * (value - centre)) / sample.values.length)
}
