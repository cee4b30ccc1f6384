import { clusteredError } from '../clustered-error.ts'
import type { StratifiedSample } from '../comparable.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { halfWidth } from '../estimate.ts'
import { isReason, type Reason, reason } from '../reason.ts'
import { hasTeams } from '../sample.ts'
import { type Share, wilson } from '../wilson.ts'
import { inPopulation } from './in-population.ts'
import { type PostStratified, postStratified } from './post-stratified.ts'

/** The share of favourable answers that everybody would have given if those who did not answer think like those alike who did. */
export type WeightedShare = Share & Pick<PostStratified, 'n_effective' | 'share_without' | 'level'>

/**
 * Weights answers (1 for favourable, 0 for not) to the strata of all who were asked, such as role × level × place, as
 * `postStratified` does. The interval is Wilson's for the effective sample size, narrower once more than half of those weighted to
 * have answered. With teams the effective size is that of the share's linearised error by team (Korn and Graubard 1998), but no
 * larger than Kish's.
 */
export function weightedShare(
  answers: StratifiedSample,
  asked: StratifiedSample['strata'],
): WeightedShare | Reason {
  const weighted = postStratified(answers, asked)
  if (isReason(weighted)) return weighted
  const { n_people, rate, share_without, level } = weighted
  const estimate = Math.max(0, Math.min(1, weighted.estimate))
  const n_effective = effectiveSize(weighted, estimate)
  if (typeof n_effective !== 'number') return n_effective
  const drawn = wilson(estimate * n_effective, n_effective)
  if (isReason(drawn)) return drawn
  return { ...inPopulation(drawn, rate), n_people, n_effective, share_without, level }
}

/** Where the answers of each stratum are all alike, teams say nothing of chance, and Kish's size stands. */
function effectiveSize(
  { influences, n_effective }: PostStratified,
  share: number,
): number | Reason {
  if (!hasTeams(influences)) return n_effective
  const error = clusteredError(influences)
  if (isReason(error)) return error.reason === 'constant' ? n_effective : error
  const byTeam = share * (1 - share) * (normalQuantile(0.975) / halfWidth(error)) ** 2
  return byTeam < 1 ? reason('too_few_teams') : Math.min(n_effective, byTeam)
}
