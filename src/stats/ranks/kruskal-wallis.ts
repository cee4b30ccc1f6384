import { chiSquaredUpper } from '../distributions/chi-squared.ts'
import { isReason, type Reason } from '../reason.ts'
import { rankCohorts } from './rank-cohorts.ts'

/** Whether values differ between cohorts in no particular order. */
export type KruskalWallis = {
  /** The statistic H, corrected for ties, with its degrees of freedom. */
  h: number
  df: number
  p: number
  /** `H / (N - 1)`: the share of the variance of ranks that lies between cohorts, from 0 to 1. */
  epsilon_squared: number
  n_people: number[]
}

/**
 * Kruskal and Wallis's test (1952) with the correction for ties; R: `kruskal.test(cohorts)`. It takes people as
 * independent: with teams, and for cohorts in an order, `trend` says more.
 */
export function kruskalWallis(cohorts: readonly ArrayLike<number>[]): KruskalWallis | Reason {
  const ranked = rankCohorts(cohorts)
  if (isReason(ranked)) return ranked
  const { deviations, n_people, variance } = ranked
  const between = deviations.reduce((sum, d, i) => sum + (n_people[i] as number) * d * d, 0)
  const h = between / variance
  const df = cohorts.length - 1
  const n = n_people.reduce((sum, people) => sum + people, 0)
  return { h, df, p: chiSquaredUpper(h, df), epsilon_squared: h / (n - 1), n_people }
}
