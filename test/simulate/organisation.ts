import type { Panel } from '../../src/stats/panel/panel.ts'
import { type Random, random } from '../../src/stats/random.ts'
import { adopt } from './adopt.ts'
import { expectedOutput, gain } from './output.ts'
import { type OwnDays, ownDays, type Week } from './own-days.ts'
import { at, type Scenario, SEATS, WEEKS, WEEKS_IN_PERIOD } from './scenario.ts'
import { makeStaff, type Person } from './staff.ts'

/** A simulated panel of pull requests per available day, and what the tool truly did in it. */
export type Organisation = {
  panel: Panel
  /** Pull requests to expect, a cell as in the panel, with the tool and without. */
  expected: Expected
  /** Days with code and days in the tool, a cell as in the panel. */
  usage: Usage
  /** What a source of pull requests sees of these days, a cell as in the panel. */
  seen: Record<keyof OwnDays, Float64Array>
  /** Adopters' expected output with the tool over that without, less 1, in the periods that the estimator looks at. */
  truth: number
}

export type Expected = { with_tool: Float64Array; without: Float64Array }
export type Usage = { coding: Float64Array; tool: Float64Array }

const ONBOARDING_WEEKS = 12
const LEAST_DAYS = 8
const BAND_OF_LEVEL = [0, 0, 1, 2, 2]

/**
 * An organisation of engineers over 80 weeks: teams in groups in divisions, levels, places, holidays, leave and turnover;
 * seniors and the able adopt the tool earlier. The same seed gives the same organisation.
 */
export function organisation(scenario: Scenario): Organisation {
  const { seats = SEATS, weeks = WEEKS } = scenario
  const r = random(scenario.seed)
  const people = makeStaff(r, seats, weeks)
  adopt(r, people, scenario)
  return work(r, people, scenario)
}

/** The merged pull requests, available days and use of everybody, by period. */
function work(r: Random, people: Person[], scenario: Scenario): Organisation {
  const { weeks = WEEKS, tau } = scenario
  const periods = weeks / WEEKS_IN_PERIOD
  const cells = () => new Float64Array(people.length * periods)
  const [num, den, with_tool, without] = [cells(), cells(), cells(), cells()]
  const usage = { coding: cells(), tool: cells() }
  const seen = { own: cells(), own_shared: cells() }
  const noise = Array.from({ length: weeks }, () => r.normal(0, 0.04))
  const habits = r.fork('usage')
  const calendars = r.fork('days')
  people.forEach((person, i) => {
    const done: Week[] = []
    const liking = 0.3 + 0.6 * person.z + habits.normal(0, 0.8)
    const first = person.hired ? person.from + ONBOARDING_WEEKS : person.from
    for (let week = first; week < Math.min(person.to, weeks); week++) {
      const days = r.chance(0.085) ? 0 : 5 * person.fte - (r.chance(0.12) ? 1 : 0)
      const full = expectedOutput(person, week, at(noise, week), scenario)
      const expected = full * (days / 5)
      const gained = expected * Math.exp(tau * gain(person, week, scenario))
      const cell = i * periods + Math.floor(week / WEEKS_IN_PERIOD)
      const merged = r.poisson(gained * r.gamma(3, 1 / 3))
      add(num, cell, merged)
      add(den, cell, days)
      add(with_tool, cell, gained)
      add(without, cell, expected)
      const coding = habits.binomial(Math.floor(days), logistic(0.9 + Math.log(full / 2.2)))
      const used = person.adopted >= 0 && week >= person.adopted
      add(usage.coding, cell, coding)
      const tool = used ? habits.binomial(coding, logistic(liking)) : 0
      add(usage.tool, cell, tool)
      done.push({ days, coding, tool, merged })
    }
    ownDays(calendars, done).forEach(({ own, own_shared }, n) => {
      const cell = i * periods + Math.floor((first + n) / WEEKS_IN_PERIOD)
      add(seen.own, cell, own)
      add(seen.own_shared, cell, own_shared)
    })
  })
  const all = [num, den, with_tool, without, ...Object.values(usage), ...Object.values(seen)]
  den.forEach((days, cell) => {
    if (days < LEAST_DAYS) for (const values of all) values[cell] = 0
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
  const expected = { with_tool, without }
  return { panel, expected, usage, seen, truth: truthOf(panel, expected) }
}

/** Over the periods after adoption of those who were there before it, as long as somebody is left to compare with. */
function truthOf(panel: Panel, { with_tool, without }: Expected): number {
  const compared = new Map<string, boolean>()
  const isCompared = (g: number, p: number) => {
    const key = `${g} ${p}`
    const known = compared.get(key) ?? hasControls(panel, g, p)
    compared.set(key, known)
    return known
  }
  let [gained, expected] = [0, 0]
  panel.adoption.forEach((g, person) => {
    if (g < 0 || !isKnownBefore(panel, person, g)) return
    const row = person * panel.periods
    for (let p = g + 1; p <= Math.min(g + 6, panel.periods - 1); p++) {
      if (!isCompared(g, p)) continue
      gained += at(with_tool, row + p)
      expected += at(without, row + p)
    }
  })
  return gained / expected - 1
}

function hasControls(panel: Panel, g: number, p: number): boolean {
  return panel.adoption.some(
    (adoption, person) =>
      (adoption < 0 || adoption > p) &&
      isKnown(panel, person, p) &&
      isKnownBefore(panel, person, g),
  )
}

function isKnownBefore(panel: Panel, person: number, g: number): boolean {
  return [6, 5, 4, 3, 2, 1].filter((back) => isKnown(panel, person, g - back)).length >= 3
}

function isKnown({ den, periods }: Panel, person: number, t: number): boolean {
  return t >= 0 && t < periods && at(den, person * periods + t) > 0
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

function add(values: Float64Array, place: number, value: number): void {
  values[place] = at(values, place) + value
}
