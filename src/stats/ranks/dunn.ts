import { benjaminiHochberg } from '../benjamini-hochberg.ts'
import { normalUpper } from '../distributions/normal.ts'
import { holm } from '../holm.ts'
import { isReason, type Reason } from '../reason.ts'
import { type RankedCohorts, rankCohorts } from './rank-cohorts.ts'

/** Two cohorts, by their places among all, compared in the ranks of all. */
export type DunnPair = {
  first: number
  second: number
  /** The first mean rank less the second, over its standard error. */
  z: number
  p: number
  /** Judged as one of all the pairs. */
  p_adjusted: number
}

const MOST_FOR_HOLM = 6

/**
 * Dunn's comparisons (1964) of every two cohorts in their common ranks, corrected for ties. p is two-sided and adjusted by
 * Holm's method for up to 6 pairs, by Benjamini and Hochberg's for more.
 */
export function dunn(cohorts: readonly ArrayLike<number>[]): DunnPair[] | Reason {
  const ranked = rankCohorts(cohorts)
  if (isReason(ranked)) return ranked
  const pairs = cohorts.flatMap((_, first) =>
    cohorts.slice(first + 1).map((_, i) => compare(ranked, first, first + 1 + i)),
  )
  const adjust = pairs.length <= MOST_FOR_HOLM ? holm : benjaminiHochberg
  const adjusted = adjust(pairs.map(({ p }) => p))
  return pairs.map((pair, i) => ({ ...pair, p_adjusted: adjusted[i] as number }))
}

function compare(
  { deviations, n_people, variance }: RankedCohorts,
  first: number,
  second: number,
): Omit<DunnPair, 'p_adjusted'> {
  const difference = (deviations[first] as number) - (deviations[second] as number)
  const unit = 1 / (n_people[first] as number) + 1 / (n_people[second] as number)
  const z = difference / Math.sqrt(variance * unit)
  return { first, second, z, p: 2 * normalUpper(Math.abs(z)) }
}
