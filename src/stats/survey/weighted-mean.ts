import type { StratifiedSample } from '../comparable.ts'
import { isReason, type Reason } from '../reason.ts'
import { postStratified } from './post-stratified.ts'

/** The mean of `postStratified` alone, which also answers where nobody varies; `oneWeightedMean` gives it with its interval. */
export function weightedMean(
  answers: StratifiedSample,
  asked: StratifiedSample['strata'],
): number | Reason {
  const weighted = postStratified(answers, asked)
  return isReason(weighted) ? weighted : weighted.estimate
}
