import type { StandardError } from './estimate.ts'
import { type Reason, reason } from './reason.ts'
import type { Sample, Team } from './sample.ts'

/** What cancels within teams to this share of its parts is rounding, not variation. */
const ROUNDING = 1e-13

/**
 * Standard error of an estimate from the influence of each person on it, in which the people of one team count as one:
 * `se² = G / (G - 1) Σ ψ²` over the G teams' summed influences ψ, with `G - 1` degrees of freedom. The samples hold
 * influences, which sum to 0. A person without team is a team of one.
 */
export function clusteredError(...influences: Sample[]): StandardError | Reason {
  const sums = sumByTeam(influences)
  if (sums.length < 2) return reason('too_few_teams')
  const se = Math.sqrt((sums.length / (sums.length - 1)) * sumOf(sums, (psi) => psi * psi))
  const parts = influences.reduce((total, { values }) => total + sumOf(values, Math.abs), 0)
  if (se <= ROUNDING * parts) return reason('constant')
  return { se, df: sums.length - 1 }
}

function sumByTeam(influences: Sample[]): number[] {
  const byTeam = new Map<Team, number>()
  const alone: number[] = []
  for (const { values, teams } of influences) {
    for (let i = 0; i < values.length; i++) {
      const team = teams?.[i] ?? null
      const influence = values[i] as number
      if (team === null) alone.push(influence)
      else byTeam.set(team, (byTeam.get(team) ?? 0) + influence)
    }
  }
  return [...byTeam.values(), ...alone]
}

function sumOf(values: ArrayLike<number>, term: (value: number) => number): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += term(values[i] as number)
  return total
}
