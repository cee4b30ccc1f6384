import { clusteredError } from '../clustered-error.ts'
import type { StratifiedSample } from '../comparable.ts'
import { estimateOf } from '../estimate.ts'
import { faultOf } from '../fault.ts'
import type { OneMean } from '../one-mean.ts'
import { isReason, type Reason } from '../reason.ts'
import { countTeams } from '../sample.ts'
import { inPopulation } from './in-population.ts'
import { type PostStratified, postStratified } from './post-stratified.ts'

/** A weighted mean with its interval, and how far the weights reach. */
export type OneWeightedMean = OneMean & Pick<PostStratified, 'share_without' | 'level'>

/**
 * The mean of `postStratified` with its interval, in which the people of a team count as one: linearised, `se² = G / (G - 1) Σ ψ²` over
 * the teams' sums of `N_s / N (v - mean of s) / n_s`, as R's survey package has it of `svymean` after `postStratify`. It is
 * narrower once more than half of those weighted to have answered.
 */
export function oneWeightedMean(
  answers: StratifiedSample,
  asked: StratifiedSample['strata'],
): OneWeightedMean | Reason {
  const weighted = postStratified(answers, asked)
  if (isReason(weighted)) return weighted
  const fault = faultOf(answers)
  if (fault) return fault
  const { estimate, influences, n_people, rate, share_without, level } = weighted
  const error = clusteredError(influences)
  if (isReason(error)) return error
  const whole = { ...estimateOf(estimate, error), n_people, n_teams: countTeams(influences) }
  return { ...whole, ...inPopulation(whole, rate), share_without, level }
}
