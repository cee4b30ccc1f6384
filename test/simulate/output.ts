import { at, type Scenario, WEEKS_IN_PERIOD } from './scenario.ts'
import type { Person } from './staff.ts'

const LEVEL_GAIN = [1.4, 1.2, 1, 0.7, 0.5]
const LEVEL_TREND = [1, 0.5, 0, -0.33, -0.66]
const [US, EU, IN] = [0, 1, 2]

/** Pull requests in a full week, without the tool. */
export function expectedOutput(
  person: Person,
  week: number,
  noise: number,
  { level_trend }: Scenario,
): number {
  const period = Math.floor(week / WEEKS_IN_PERIOD)
  const tenure = person.hired ? week - person.from : Number.POSITIVE_INFINITY
  const shock = at(person.shocks, period) + at(person.team.shocks, period)
  const season = 0.05 * Math.cos((2 * Math.PI * week) / 52) + (0.05 * week) / 52
  const ramp = -1.2 * Math.exp(-tenure / 6)
  const trend = level_trend ? (0.25 * at(LEVEL_TREND, person.level) * week) / 52 : 0
  return Math.exp(person.rate + shock + season + ramp + trend + noise) * calendar(week, person.geo)
}

/** Holidays of the place, which no list of available days knows, and the rhythm of sprints. */
function calendar(week: number, geo: number): number {
  const ofYear = week % 52
  const sprint = week % 2 === 0 ? 1.04 : 0.96
  if (ofYear === 51 || ofYear === 0) return 0.45 * sprint
  if (geo === US && ofYear === 47) return 0.7 * sprint
  if (geo === EU && ofYear >= 30 && ofYear <= 33) return 0.85 * sprint
  if (geo === IN && ofYear === 43) return 0.7 * sprint
  return sprint
}

/** The share of tau that is felt: at first the tool costs time; who drops it after three weeks keeps nothing. */
export function gain(person: Person, week: number, { growing }: Scenario): number {
  const since = week - person.adopted
  if (person.adopted < 0 || since < 0 || (person.drops && since >= 3)) return 0
  if (growing) return Math.min(1, since / 52) * at(LEVEL_GAIN, person.level)
  const ramp = since < 2 ? -0.3 : Math.min(1, -0.3 + (1.3 * (since - 1)) / 7)
  return ramp * at(LEVEL_GAIN, person.level)
}
