import { BASE_RATE, type Drivers, RATE } from './coefficients.ts'
import type { Person } from './person.ts'
import { season } from './season.ts'
import type { Shocks } from './shocks.ts'
import type { Team } from './tree.ts'

/** Who works where and when. */
export interface Conditions {
  person: Person
  team: Team
  week: number
  week_of_year: number
  shocks: Shocks
}

/** Log of the pull requests that a person merges in five available days, without the tool. */
export function logRate(
  { person, team, week, week_of_year, shocks }: Conditions,
  drivers: Drivers,
): number {
  const years = week / 52
  return (
    Math.log(BASE_RATE) +
    person.level.rate +
    person.role.rate +
    team.rate +
    person.ability +
    shocks.ofTeam(team.index) +
    shocks.ofPerson(person.index) +
    shocks.ofWeek() +
    RATE.growth_a_year * years +
    drivers.level_drift * person.level.drift * years +
    season(person.geo.name, week_of_year, week) +
    settlingIn(week - person.from / 7)
  )
}

/** What is still missing of a new hire's rate after so many weeks. */
function settlingIn(tenure: number): number {
  return RATE.ramp.depth * Math.exp(-tenure / RATE.ramp.weeks)
}
