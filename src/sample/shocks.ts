import type { Random } from '../stats/random.ts'
import { RATE } from './coefficients.ts'
import { at } from './panel.ts'

const WEEKS_A_STEP = 4

/** What passes: good and bad spells of teams and people that fade over months, and good and bad weeks of everybody. */
export interface Shocks {
  /** Moves on to a week; to be called for every week in turn. */
  enter(week: number): void
  ofTeam(index: number): number
  ofPerson(index: number): number
  ofWeek(): number
}

/** Spells follow a stationary AR(1) with a step each four weeks. */
export function shocksOf(teams: number, people: number, random: Random): Shocks {
  const team = spells(teams, RATE.team_shock, random.fork('teams'))
  const person = spells(people, RATE.person_shock, random.fork('people'))
  const weekly = random.fork('weeks')
  let now = 0
  return {
    enter(week) {
      now = weekly.normal(0, RATE.week_sd)
      if (week === 0 || week % WEEKS_A_STEP !== 0) return
      team.step()
      person.step()
    },
    ofTeam: (index) => at(team.values, index),
    ofPerson: (index) => at(person.values, index),
    ofWeek: () => now,
  }
}

function spells(count: number, { sd, rho }: { sd: number; rho: number }, random: Random) {
  const values = Float64Array.from({ length: count }, () => random.normal(0, sd))
  const fresh = sd * Math.sqrt(1 - rho ** 2)
  return {
    values,
    step: () => values.set(values.map((value) => rho * value + random.normal(0, fresh))),
  }
}
