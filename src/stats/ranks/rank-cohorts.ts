import { faultOf } from '../fault.ts'
import { type Reason, reason } from '../reason.ts'
import { midRanks } from './mid-ranks.ts'

/** Cohorts ranked together. */
export type RankedCohorts = {
  /** How far each cohort's mean rank lies from the mean of all ranks. */
  deviations: number[]
  n_people: number[]
  /** Variance of all ranks, smaller for ties: `N (N + 1) / 12 - Σ (t³ - t) / (12 (N - 1))`. */
  variance: number
}

/** Ranks the values of all cohorts together. Needs two cohorts or more and somebody in each, and two values that differ. */
export function rankCohorts(cohorts: readonly ArrayLike<number>[]): RankedCohorts | Reason {
  const n_people = cohorts.map(({ length }) => length)
  if (n_people.length < 2 || n_people.includes(0)) return reason('too_few_people')
  const values = cohorts.flatMap((cohort) => Array.from(cohort))
  const fault = faultOf({ values })
  if (fault) return fault
  const { ranks, ties } = midRanks(values)
  const n = values.length
  const tied = ties.reduce((sum, t) => sum + (t ** 3 - t), 0)
  return {
    deviations: meansOf(ranks, n_people).map((rank) => rank - (n + 1) / 2),
    n_people,
    variance: (n * (n + 1)) / 12 - tied / (12 * (n - 1)),
  }
}

/** The mean of each of the runs, of the given lengths, that the ranks consist of. */
function meansOf(ranks: Float64Array, lengths: number[]): number[] {
  let end = 0
  return lengths.map((length) => {
    end += length
    // Sums of ranks are whole or half numbers, so exact far beyond a million people.
    return ranks.subarray(end - length, end).reduce((sum, rank) => sum + rank, 0) / length
  })
}
