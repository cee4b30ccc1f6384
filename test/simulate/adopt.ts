import type { Random } from '../../src/stats/random.ts'
import { at, type Scenario, WEEKS, WEEKS_IN_PERIOD } from './scenario.ts'
import type { Person, Team } from './staff.ts'

const LEVEL_EAGERNESS = [-0.5, -0.2, 0.25, 0.5, 0.3]
/** By place: United States, Europe, India, Latin America. */
const LAUNCH_WEEK = [20, 28, 24, 32]
const WEEKLY_CHANCE = 0.018

/** Decides who adopts the tool and when: week by week, the sooner the more of their team have, or by lot. */
export function adopt(r: Random, people: Person[], scenario: Scenario): void {
  if (scenario.by_lot) adoptByLot(r, people, scenario)
  else adoptByChance(r, people, scenario)
}

function adoptByChance(r: Random, people: Person[], scenario: Scenario): void {
  const { weeks = WEEKS } = scenario
  for (let week = Math.min(...LAUNCH_WEEK); week < weeks; week++) {
    const present = people.filter(({ from, to }) => from <= week && week < to)
    const byTeam = Map.groupBy(present, ({ team }) => team)
    for (const mates of byTeam.values()) {
      const share = mates.filter(({ adopted }) => adopted >= 0).length / mates.length
      for (const person of mates) {
        if (person.adopted < 0 && r.chance(hazard(person, week, share, scenario)))
          person.adopted = week
      }
    }
  }
}

function hazard(
  person: Person,
  week: number,
  teamShare: number,
  { surge, growing }: Scenario,
): number {
  if ((person.immune && !growing) || week < at(LAUNCH_WEEK, person.geo)) return 0
  const period = Math.floor(week / WEEKS_IN_PERIOD)
  const shock = at(person.shocks, period) + at(person.team.shocks, period)
  const eagerness = at(LEVEL_EAGERNESS, person.level) + 0.5 * person.z + teamShare
  const chance =
    (growing ? 3 : 1) * WEEKLY_CHANCE * Math.exp(eagerness + (surge ? (0.8 * shock) / 0.25 : 0))
  const new_here = person.hired && week < person.from + 4
  return new_here ? Math.max(0.1, chance) : chance
}

/** Half of the teams, each with all its people in a week drawn by lot; who comes later begins with the tool. */
function adoptByLot(r: Random, people: Person[], { weeks = WEEKS }: Scenario): void {
  const starts = new Map<Team, number>()
  for (const person of people) {
    const { team, from, to } = person
    const start = starts.get(team) ?? (r.chance(0.5) ? 24 + r.int(weeks - 24 - 16) : -1)
    starts.set(team, start)
    if (start >= 0 && start < to) person.adopted = Math.max(start, from)
  }
}
