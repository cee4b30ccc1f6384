import { type Estimate, onScale } from './estimate.ts'
import { isReason, type Reason } from './reason.ts'
import type { Sample } from './sample.ts'
import { type TwoMeans, twoMeans } from './two-means.ts'

/** Two cohorts' geometric means and their ratio, first over second. */
export type TwoGeometricMeans = Omit<TwoMeans, 'difference'> & { ratio: Estimate }

/**
 * Geometric means of two cohorts and their ratio, for durations: the values are each person's mean of `ln x`, the
 * answer is on the scale of x. The interval is that of `twoMeans` on the logarithms, transformed back.
 */
export function twoGeometricMeans(x: Sample, y: Sample): TwoGeometricMeans | Reason {
  const answer = twoMeans(x, y)
  if (isReason(answer)) return answer
  const { means, difference, n_people, n_teams } = answer
  const ratio = onScale(difference, Math.exp)
  return { means: [Math.exp(means[0]), Math.exp(means[1])], ratio, n_people, n_teams }
}
