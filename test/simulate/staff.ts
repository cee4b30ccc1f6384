import type { Random } from '../../src/stats/random.ts'
import { at, WEEKS_IN_PERIOD } from './scenario.ts'

export type Team = {
  id: number
  rate: number
  own: number
  role: number
  geo: number
  shocks: number[]
}

export type Person = {
  team: Team
  level: number
  geo: number
  fte: number
  /** First week, and the week after the last. */
  from: number
  to: number
  hired: boolean
  /** Logarithm of the pull requests per full week, before what changes from week to week. */
  rate: number
  /** Ability and team together, standardised: the able adopt earlier. */
  z: number
  shocks: number[]
  immune: boolean
  /** Week of adoption, or -1. */
  adopted: number
  drops: boolean
}

const REFILL_WEEKS = 4
const WEEKLY_LEAVERS = 1 - 0.88 ** (1 / 52)

const LEVEL_SHARE = [0.15, 0.3, 0.3, 0.17, 0.08]
const LEVEL_SHARE_OF_HIRES = [1 / 6, 1 / 3, 3 / 11, 1.7 / 11, 0.8 / 11]
const LEVEL_RATE = [-0.25, 0, 0.15, 0.05, -0.2]
const ROLE_SHARE = [0.35, 0.2, 0.15, 0.08, 0.1, 0.12]
const ROLE_RATE = [0, 0.1, 0.05, -0.05, -0.25, -0.1]
const GEO_SHARE = [0.5, 0.25, 0.2, 0.05]

/** Everybody who works there in these weeks: teams in groups in divisions, and who sits in each seat one after the other. */
export function makeStaff(r: Random, seats: number, weeks: number): Person[] {
  return makeTeams(r, seats, weeks / WEEKS_IN_PERIOD).flatMap(({ team, seats }) =>
    Array.from({ length: seats }, () => fillSeat(r, team, weeks)).flat(),
  )
}

function makeTeams(r: Random, seats: number, periods: number): { team: Team; seats: number }[] {
  const teams: { team: Team; seats: number }[] = []
  let division = 0
  let group = 0
  for (let id = 0, left = seats; left > 0; id++) {
    if (id % 20 === 0) division = r.normal(0, 0.1)
    if (id % 5 === 0) group = r.normal(0, 0.1)
    const own = r.normal(0, 0.22)
    const team = {
      id,
      own,
      rate: division + group + own,
      role: pickBy(r, ROLE_SHARE),
      geo: pickBy(r, GEO_SHARE),
      shocks: shocks(r, periods, 0.15, 0.6),
    }
    const size = Math.min(left, Math.max(4, Math.min(11, r.poisson(6.5))))
    teams.push({ team, seats: size })
    left -= size
  }
  return teams
}

/** Everybody who sits in one seat, one after the other. */
function fillSeat(r: Random, team: Team, weeks: number): Person[] {
  const people: Person[] = []
  for (let from = 0; from < weeks; from = (people.at(-1)?.to ?? weeks) + REFILL_WEEKS) {
    people.push(makePerson(r, team, from, weeks))
  }
  return people
}

function makePerson(r: Random, team: Team, from: number, weeks: number): Person {
  const hired = from > 0
  const level = pickBy(r, hired ? LEVEL_SHARE_OF_HIRES : LEVEL_SHARE)
  const role = r.chance(0.75) ? team.role : pickBy(r, ROLE_SHARE)
  const ability = r.normal(0, 0.35)
  const z = (ability + team.own) / Math.hypot(0.35, 0.22)
  const stays = Math.ceil(Math.log(1 - r.uniform()) / Math.log(1 - WEEKLY_LEAVERS))
  return {
    team,
    level,
    geo: r.chance(0.85) ? team.geo : pickBy(r, GEO_SHARE),
    fte: r.chance(0.06) ? 0.7 : 1,
    from,
    to: from + stays,
    hired,
    rate: Math.log(2.2) + at(LEVEL_RATE, level) + at(ROLE_RATE, role) + team.rate + ability,
    z,
    shocks: shocks(r, weeks / WEEKS_IN_PERIOD, 0.2, 0.4),
    immune: r.chance(0.15 * Math.exp(-0.25 * z)),
    adopted: -1,
    drops: r.chance(0.12),
  }
}

/** An autoregression of order 1 with the given standard deviation. */
function shocks(r: Random, periods: number, sd: number, rho: number): number[] {
  const values = [r.normal(0, sd)]
  while (values.length < periods)
    values.push(rho * at(values, values.length - 1) + r.normal(0, sd * Math.sqrt(1 - rho * rho)))
  return values
}

function pickBy(r: Random, shares: number[]): number {
  let left = r.uniform()
  const index = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  return index < 0 ? shares.length - 1 : index
}
