import type { Panel } from '../../src/stats/panel/panel.ts'
import { type Random, random } from '../../src/stats/random.ts'

/** What is to be simulated: an organisation in which the tool changes the logarithm of the output by `tau`. */
export type Scenario = {
  seed: number
  tau: number
  seats?: number
  weeks?: number
  /** People adopt when their work happens to surge, which the estimator must not take for an effect. */
  surge?: boolean
}

/** A simulated panel of pull requests per available day, and what the tool truly did in it. */
export type Organisation = {
  panel: Panel
  /** Adopters' expected output with the tool over that without, less 1, in the periods that the estimator looks at. */
  truth: number
}

const WEEKS_IN_PERIOD = 4
const ONBOARDING_WEEKS = 12
const LEAST_DAYS = 8
const REFILL_WEEKS = 4
const WEEKLY_LEAVERS = 1 - 0.88 ** (1 / 52)

const LEVEL_SHARE = [0.15, 0.3, 0.3, 0.17, 0.08]
const LEVEL_SHARE_OF_HIRES = [1 / 6, 1 / 3, 3 / 11, 1.7 / 11, 0.8 / 11]
const LEVEL_RATE = [-0.25, 0, 0.15, 0.05, -0.2]
const LEVEL_EAGERNESS = [-0.5, -0.2, 0.25, 0.5, 0.3]
const LEVEL_GAIN = [1.4, 1.2, 1, 0.7, 0.5]
const BAND_OF_LEVEL = [0, 0, 1, 2, 2]
const ROLE_SHARE = [0.35, 0.2, 0.15, 0.08, 0.1, 0.12]
const ROLE_RATE = [0, 0.1, 0.05, -0.05, -0.25, -0.1]
const [US, EU, IN] = [0, 1, 2]
const GEO_SHARE = [0.5, 0.25, 0.2, 0.05]
const LAUNCH_WEEK = [20, 28, 24, 32]

type Team = { id: number; rate: number; own: number; role: number; geo: number; shocks: number[] }
type Person = {
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

/**
 * An organisation of engineers over 80 weeks: teams in groups in divisions, levels, places, holidays, leave and turnover;
 * seniors and the able adopt the tool earlier. The same seed gives the same organisation.
 */
export function organisation(scenario: Scenario): Organisation {
  const { seats = 600, weeks = 80 } = scenario
  const r = random(scenario.seed)
  const teams = makeTeams(r, seats, weeks / WEEKS_IN_PERIOD)
  const people = teams.flatMap(({ team, seats }) =>
    Array.from({ length: seats }, () => fillSeat(r, team, weeks)).flat(),
  )
  adopt(r, people, { weeks, surge: scenario.surge ?? false })
  return work(r, people, { weeks, tau: scenario.tau })
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

/** Lets people adopt week by week, the sooner the more of their team have. */
function adopt(
  r: Random,
  people: Person[],
  { weeks, surge }: { weeks: number; surge: boolean },
): void {
  for (let week = Math.min(...LAUNCH_WEEK); week < weeks; week++) {
    const present = people.filter(({ from, to }) => from <= week && week < to)
    const byTeam = Map.groupBy(present, ({ team }) => team)
    for (const mates of byTeam.values()) {
      const share = mates.filter(({ adopted }) => adopted >= 0).length / mates.length
      for (const person of mates) {
        if (person.adopted < 0 && r.chance(hazard(person, week, share, surge)))
          person.adopted = week
      }
    }
  }
}

function hazard(person: Person, week: number, teamShare: number, surge: boolean): number {
  if (person.immune || week < at(LAUNCH_WEEK, person.geo)) return 0
  const period = Math.floor(week / WEEKS_IN_PERIOD)
  const shock = at(person.shocks, period) + at(person.team.shocks, period)
  const eagerness = at(LEVEL_EAGERNESS, person.level) + 0.5 * person.z + teamShare
  const chance = 0.018 * Math.exp(eagerness + (surge ? (0.8 * shock) / 0.25 : 0))
  const new_here = person.hired && week < person.from + 4
  return new_here ? Math.max(0.1, chance) : chance
}

/** The merged pull requests and available days of everybody, by period. */
function work(
  r: Random,
  people: Person[],
  { weeks, tau }: { weeks: number; tau: number },
): Organisation {
  const periods = weeks / WEEKS_IN_PERIOD
  const cells = () => new Float64Array(people.length * periods)
  const [num, den, withTool, without] = [cells(), cells(), cells(), cells()]
  const noise = Array.from({ length: weeks }, () => r.normal(0, 0.04))
  people.forEach((person, i) => {
    for (let week = person.from; week < Math.min(person.to, weeks); week++) {
      if (person.hired && week < person.from + ONBOARDING_WEEKS) continue
      const days = r.chance(0.085) ? 0 : 5 * person.fte - (r.chance(0.12) ? 1 : 0)
      const expected = expectedOutput(person, week, at(noise, week)) * (days / 5)
      const gained = expected * Math.exp(tau * gain(person, week))
      const cell = i * periods + Math.floor(week / WEEKS_IN_PERIOD)
      add(num, cell, r.poisson(gained * r.gamma(3, 1 / 3)))
      add(den, cell, days)
      add(withTool, cell, gained)
      add(without, cell, expected)
    }
  })
  den.forEach((days, cell) => {
    if (days < LEAST_DAYS) for (const values of [num, den, withTool, without]) values[cell] = 0
  })
  const panel = {
    people: people.length,
    periods,
    num,
    den,
    adoption: Int32Array.from(people, ({ adopted }) => Math.floor(adopted / WEEKS_IN_PERIOD)),
    stratum: Int32Array.from(people, ({ level }) => at(BAND_OF_LEVEL, level)),
    team: Int32Array.from(people, ({ team }) => team.id),
  }
  return { panel, truth: truthOf(panel, withTool, without) }
}

/** Pull requests in a full week, without the tool. */
function expectedOutput(person: Person, week: number, noise: number): number {
  const period = Math.floor(week / WEEKS_IN_PERIOD)
  const tenure = person.hired ? week - person.from : Number.POSITIVE_INFINITY
  const shock = at(person.shocks, period) + at(person.team.shocks, period)
  const season = 0.05 * Math.cos((2 * Math.PI * week) / 52) + (0.05 * week) / 52
  const ramp = -1.2 * Math.exp(-tenure / 6)
  return Math.exp(person.rate + shock + season + ramp + noise) * calendar(week, person.geo)
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
function gain(person: Person, week: number): number {
  const since = week - person.adopted
  if (person.adopted < 0 || since < 0 || (person.drops && since >= 3)) return 0
  const ramp = since < 2 ? -0.3 : Math.min(1, -0.3 + (1.3 * (since - 1)) / 7)
  return ramp * at(LEVEL_GAIN, person.level)
}

function truthOf(panel: Panel, withTool: Float64Array, without: Float64Array): number {
  let [gained, expected] = [0, 0]
  panel.adoption.forEach((g, person) => {
    const row = person * panel.periods
    const known = (t: number) => t >= 0 && at(panel.den, row + t) > 0
    const before = [6, 5, 4, 3, 2, 1].filter((back) => known(g - back))
    if (g < 0 || before.length < 3) return
    for (let p = g + 1; p <= Math.min(g + 6, panel.periods - 1); p++) {
      gained += at(withTool, row + p)
      expected += at(without, row + p)
    }
  })
  return gained / expected - 1
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

function add(values: Float64Array, place: number, value: number): void {
  values[place] = at(values, place) + value
}

function at(values: ArrayLike<number>, place: number): number {
  return values[place] as number
}
