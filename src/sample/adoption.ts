import type { Drivers } from './coefficients.ts'
import type { Person } from './person.ts'

const WEEKS_OF_HIRES = 4

/**
 * Chance that a person who is at work adopts the tool in this week.
 * `team_share` is the share of the team that has it already, `shock` the present spell in standard deviations.
 */
export function adoptionChance(
  person: Person,
  week: number,
  launch: number,
  { team_share, shock }: { team_share: number; shock: number },
  drivers: Drivers,
): number {
  if (week < launch || person.immune) return 0
  const log =
    drivers.level * person.level.eagerness +
    drivers.eagerness * person.eagerness +
    drivers.team_share * team_share +
    drivers.surge * shock
  const hazard = drivers.hazard * Math.exp(log)
  const joined = person.from / 7
  const is_new = joined >= launch && week - joined < WEEKS_OF_HIRES
  return Math.min(1, is_new ? Math.max(hazard, drivers.hazard_of_hires) : hazard)
}

/** Week in which the tool is opened to a geo, in an organisation of so many weeks. */
export function launchWeek(launch: number, weeks: number): number {
  return Math.round((launch * weeks) / 80)
}

/** How much of the tool's effect is there, so many weeks after adoption: at first it costs, from the eighth week on it is whole. */
export function learned(weeks_since: number): number {
  if (weeks_since < 2) return -0.3
  return Math.min(1, -0.3 + (1.3 * (weeks_since - 1)) / 7)
}
