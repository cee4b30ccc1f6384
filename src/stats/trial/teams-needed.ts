import { smallestDetectable } from '../smallest-detectable.ts'

/** What is known of a metric before whole teams are drawn into two arms. */
export type Plan = {
  /** Standard deviation of people's values. */
  sd: number
  /** Mean number of people in a team. */
  team_size: number
  /** How alike people of a team are, from 0 to 1: `intraclassCorrelation`. */
  icc: number
  /** Correlation of people's values with those before, where `cuped` will use them. */
  rho?: number
}

/** With fewer teams an arm has no error to judge it by. */
const FEWEST_TEAMS = 2

/**
 * How many teams each arm needs so that an effect of this size, in units of the metric, is found four times in five:
 * `2 · 2.8² sd² (1 + (m - 1) icc) (1 - rho²) / (m effect²)` for teams of m, rounded up, and at least 2 (Donner and Klar 2000).
 */
export function teamsNeeded(plan: Plan, effect: number): number {
  if (!(Math.abs(effect) > 0)) throw new RangeError('An effect of 0 needs endless teams')
  const exact = (detectableEffect(plan, 1) / effect) ** 2
  // A whole number must not be rounded up for its last bits.
  return Math.max(FEWEST_TEAMS, Math.ceil(exact * (1 - 1e-12)))
}

/** The smallest effect, in units of the metric, that so many teams an arm find four times in five. */
export function detectableEffect({ sd, team_size, icc, rho = 0 }: Plan, teams: number): number {
  const design = 1 + (team_size - 1) * icc
  const variance = sd ** 2 * design * (1 - rho ** 2)
  return smallestDetectable(Math.sqrt((2 * variance) / (team_size * teams)))
}
