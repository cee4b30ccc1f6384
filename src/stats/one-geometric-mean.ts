import { onScale } from './estimate.ts'
import { type OneMean, oneMean } from './one-mean.ts'
import { isReason, type Reason } from './reason.ts'
import type { Sample } from './sample.ts'

/**
 * The geometric mean with its interval, for durations: the values are each person's mean of `ln x`, the answer is on
 * the scale of x. `se` stays on that of `ln x`.
 */
export function oneGeometricMean(logs: Sample): OneMean | Reason {
  const answer = oneMean(logs)
  if (isReason(answer)) return answer
  return { ...answer, ...onScale(answer, Math.exp) }
}
