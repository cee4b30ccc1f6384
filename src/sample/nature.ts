import type { Random } from '../stats/random.ts'
import { CYCLE, type Drivers, RATE, USAGE } from './coefficients.ts'
import type { Nature } from './person.ts'

/** What a person is like, given what the own team does to the log rate. */
export function drawNature(team_rate: number, { immune }: Drivers, random: Random): Nature {
  const ability = random.normal(0, RATE.ability_sd)
  const eagerness = (ability + team_rate) / Math.hypot(RATE.ability_sd, RATE.team_sd)
  return {
    ability,
    eagerness,
    cycle: random.normal(0, CYCLE.person_sd),
    liking: USAGE.tool_day.eagerness * eagerness + random.normal(0, USAGE.tool_day.person_sd),
    immune: random.chance(immune.share * Math.exp(immune.eagerness * eagerness)),
    drops: random.chance(USAGE.dropped.share),
  }
}
