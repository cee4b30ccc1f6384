import { learned } from './adoption.ts'
import { DELIVERY } from './delivery.ts'
import type { Settings } from './options.ts'
import { at, type Panel } from './panel.ts'
import { employedOn, type Person } from './person.ts'
import { PIPELINES } from './pipeline-runs.ts'
import { trueDifferences } from './survey-items.ts'
import { usesTool } from './usage.ts'

const WEEKS_A_PERIOD = 4
/** Outcome periods after the one of adoption, and whole periods of employment needed before it. */
const OUTCOME_PERIODS = 6
const BASELINE_PERIODS = 3

/** What the tool truly did, where an analysis would look for it. */
export interface Truth {
  tau: number
  /**
   * Merged pull requests to expect with the tool over those without, minus 1: over the six periods of four weeks that
   * follow the one of adoption, for adopters who were there for three whole periods before it. Who gave the tool up is
   * among them, as an analysis by intention counts them.
   */
  pull_requests: number
  /** Cycle hours with the tool over those without, minus 1: geometric, over the merges to expect in the same weeks. */
  cycle_time: number
  /** The same people and weeks in numbers. */
  treated_people: number
  treated_weeks: number
  /** The share of those employed on the last day who have adopted. */
  adopted_share: number
  /** What the tool adds to the score of each item of the survey among its users: to a share in parts of 1, to a mean in its unit. */
  survey: Record<string, number>
  /** Of the deployments to production: the share that fails, whoever uses the tool. */
  change_failure_rate: number
  /** Minutes that pipelines take by the geometric mean, and the share of pushes that pass at once, whoever uses the tool. */
  pipeline_minutes: number
  pipelines_passing: number
}

export function truthOf(people: readonly Person[], panel: Panel, settings: Settings): Truth {
  const cells = people.flatMap((person) => treatedCells(person, panel))
  const sum = (values: ArrayLike<number>) =>
    cells.reduce((total, { cell }) => total + at(values, cell), 0)
  const gained = cells.reduce((total, { cell, gain }) => total + gain * at(panel.expected, cell), 0)
  const lived = cells.filter(({ cell }) => at(panel.available, cell) > 0)
  const expected = sum(panel.expected)
  const staying = people.filter((person) => employedOn(person, panel.weeks * 7 - 1))
  const adopters = staying.filter(({ index }) => at(panel.adopted, index) >= 0)
  return {
    tau: settings.tau,
    pull_requests: expected === 0 ? 0 : expected / sum(panel.expected_without) - 1,
    cycle_time: expected === 0 ? 0 : Math.expm1((settings.cycle_effect * gained) / expected),
    treated_people: new Set(lived.map(({ person }) => person)).size,
    treated_weeks: lived.length,
    adopted_share: adopters.length / Math.max(1, staying.length),
    survey: trueDifferences(settings.tau !== 0),
    change_failure_rate: DELIVERY.failed,
    pipeline_minutes: PIPELINES.minutes,
    pipelines_passing: 1 / (1 + PIPELINES.failed),
  }
}

/** The cells in which a person's outcome counts, with how much of the tool's effect is there. */
function treatedCells(person: Person, { adopted, weeks }: Panel) {
  const week = at(adopted, person.index)
  const period = Math.floor(week / WEEKS_A_PERIOD)
  const arrived = Math.ceil(Math.max(person.from, 0) / (WEEKS_A_PERIOD * 7))
  if (week < 0 || period - arrived < BASELINE_PERIODS) return []
  const from = (period + 1) * WEEKS_A_PERIOD
  const to = Math.min(from + OUTCOME_PERIODS * WEEKS_A_PERIOD, weeks)
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const gain = usesTool(person, week, from + i) ? learned(from + i - week) : 0
    return { person: person.index, cell: person.index * weeks + from + i, gain }
  })
}
