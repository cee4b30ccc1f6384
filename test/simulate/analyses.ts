import { callawaySantAnna } from '../../src/stats/callaway-santanna.ts'
import type { Interval } from '../../src/stats/estimate.ts'
import { observedExpected } from '../../src/stats/observed-expected.ts'
import type { Panel } from '../../src/stats/panel/panel.ts'
import { random } from '../../src/stats/random.ts'
import { isReason, type Reason } from '../../src/stats/reason.ts'
import { twoMeans } from '../../src/stats/two-means.ts'
import { withinPerson } from '../../src/stats/within-person.ts'
import { type Organisation, organisation } from './organisation.ts'
import { at, type Scenario } from './scenario.ts'

/** What one simulated organisation came to; effects as shares, .06 for 6 per cent. */
export type Outcome = {
  truth: number
  estimate: number
  interval: Interval
  /** Said by the evidence word or by a check. */
  clear: boolean
  warned: boolean
  /** Callaway and Sant'Anna on the same panel; NaN where they give no number. */
  short_baseline: number
  /** Users beside the others in the last twelve weeks, as they are, and the true ratio of these weeks. */
  naive: { estimate: number; interval: Interval; truth: number }
  /** Which way output is said to go with use within the same person, by all days with code, and by what sources see of them. */
  dose: Direction
  dose_seen: Direction
}

export type Direction = 'higher' | 'lower' | null

/** The scenarios of organisations, by name. */
export const SCENARIOS = {
  'no effect': { tau: 0 },
  'effect of 6 %': { tau: 0.08 },
  'effect of 12 %': { tau: 0.15 },
  'trend by level': { tau: 0, level_trend: true },
  'adoption in a surge': { tau: 0, surge: true },
  'growing effect': { tau: 0.15, growing: true },
  'adoption by lot': { tau: 0.08, by_lot: true },
} as const satisfies Record<string, Omit<Scenario, 'seed'>>
export type ScenarioName = keyof typeof SCENARIOS

/** Simulates one organisation and asks of it what the reports ask. */
export function outcomeOf(name: ScenarioName, seed: number): Outcome {
  const it = organisation({ ...SCENARIOS[name], seed })
  const answer = known(observedExpected(it.panel, 'counts'))
  const { placebo, baselines } = answer.checks
  const short = callawaySantAnna(it.panel, 'counts')
  return {
    truth: it.truth,
    estimate: answer.estimate,
    interval: answer.interval,
    clear: answer.evidence.word === 'clear',
    warned: [placebo, baselines].some((check) => !isReason(check) && check.p <= 0.1),
    short_baseline: isReason(short) ? Number.NaN : short.estimate,
    naive: naiveOf(it),
    dose: directionOf(it.panel, { tool: it.usage.tool, days: it.usage.coding }),
    dose_seen: directionOf(it.panel, { tool: it.seen.own_shared, days: it.seen.own }),
  }
}

const LAST_PERIODS = 3
const LEAST_DAYS = 20

/** Those who adopted before the last twelve weeks beside those who never did. */
function naiveOf({ panel, expected }: Organisation): Outcome['naive'] {
  const first = panel.periods - LAST_PERIODS
  const last = (values: Float64Array, person: number) =>
    values
      .subarray(person * panel.periods + first, (person + 1) * panel.periods)
      .reduce((sum, value) => sum + value, 0)
  const everybody = [...panel.adoption.keys()].filter((i) => last(panel.den, i) >= LEAST_DAYS)
  const users = everybody.filter((i) => at(panel.adoption, i) >= 0 && at(panel.adoption, i) < first)
  const others = everybody.filter((i) => at(panel.adoption, i) < 0)
  const sample = (people: number[]) => ({
    values: people.map((i) => last(panel.num, i) / last(panel.den, i)),
    teams: people.map((i) => at(panel.team, i)),
  })
  const { ratio } = known(twoMeans(sample(users), sample(others)))
  const { estimate, interval } = known(ratio)
  const { level } = interval
  const total = (values: Float64Array) => users.reduce((sum, i) => sum + last(values, i), 0)
  return {
    estimate: estimate - 1,
    interval: { low: interval.low - 1, high: interval.high - 1, level },
    truth: total(expected.with_tool) / total(expected.without) - 1,
  }
}

/** Days of some kind, and those of them with the tool, a cell as in the panel. */
type Use = { tool: Float64Array; days: Float64Array }

/** Output by the tool's share of the same person's days, in the periods after adoption. */
function directionOf(panel: Panel, { tool, days }: Use): Direction {
  const cells = [...panel.num.keys()].filter((cell) => {
    const adopted = at(panel.adoption, Math.floor(cell / panel.periods))
    return adopted >= 0 && cell % panel.periods > adopted && at(days, cell) > 0
  })
  const { p, estimate } = known(
    withinPerson({
      person: cells.map((cell) => Math.floor(cell / panel.periods)),
      period: cells.map((cell) => cell % panel.periods),
      dose: cells.map((cell) => at(tool, cell) / at(days, cell)),
      value: cells.map((cell) => at(panel.num, cell) / at(panel.den, cell)),
      teams: [...panel.team],
    }),
  )
  if (p >= 0.05) return null
  return estimate > 0 ? 'higher' : 'lower'
}

const TEAMS = 40
const MATES = 7
const ICC = 0.25

/** Whether whole teams drawn by lot are told apart although nothing differs: people of a team are alike by a quarter. */
export function teamsDiffer(seed: number): boolean {
  const r = random(seed).fork('teams')
  const shared = Array.from({ length: TEAMS }, () => r.normal(0, Math.sqrt(ICC)))
  const side = (first: number) => {
    const teams = Array.from(
      { length: (TEAMS / 2) * MATES },
      (_, i) => first + Math.floor(i / MATES),
    )
    return { teams, values: teams.map((t) => at(shared, t) + r.normal(0, Math.sqrt(1 - ICC))) }
  }
  const { difference } = known(twoMeans(side(0), side(TEAMS / 2)))
  return difference.interval.low > 0 || difference.interval.high < 0
}

function known<T extends object>(answer: T | Reason): T {
  if (isReason(answer)) throw new Error(answer.message)
  return answer as T
}
