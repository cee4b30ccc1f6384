import type { StandardError } from './estimate.ts'
import { type Reason, reason } from './reason.ts'

/** An estimate from everybody, and again without each group in turn. */
export type Replicates = { full: number; without: number[] }

/**
 * Standard error by the delete-one-group jackknife: `(G - 1) / G` times the summed squares of the replicates about their
 * mean (Efron and Stein 1981), with `G - 1` degrees of freedom. Each group must hold what is not independent, such as a team.
 */
export function jackknife({ full, without }: Replicates): StandardError | Reason {
  const groups = without.length
  if (groups < 2 || !Number.isFinite(full)) return reason('too_few_teams')
  const centre = without.reduce((sum, value) => sum + value, 0) / groups
  const squares = without.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  if (!Number.isFinite(squares)) return reason('too_few_teams')
  if (squares === 0) return reason('constant')
  return { se: Math.sqrt(((groups - 1) / groups) * squares), df: groups - 1 }
}
