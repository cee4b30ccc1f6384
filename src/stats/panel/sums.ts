import { type Design, lengthOf, type Span } from './design.ts'
import type { Groups } from './groups.ts'
import type { Panel } from './panel.ts'

/** A cell holds four sums of the adopters and then the same four of their controls. */
export const CELL = 8
export const CONTROLS = 4
export const BASELINE_NUM = 0
export const BASELINE_DEN = 1
export const OUTCOME_NUM = 2
export const OUTCOME_DEN = 3

/** All that the estimates need of a panel: a cell for each group × stratum × cohort × outcome period, in this order. */
export type Sums = {
  values: Float64Array
  groups: number
  strata: number
  cohorts: number
  outcomes: Span
  /** Who has an outcome after adoption, by person: bit ADOPTER, bit CONTROL, or both, the one after the other. */
  roles: Uint8Array
}
export const ADOPTER = 1
export const CONTROL = 2

/** Where a cell begins among the sums of one group; `place` counts the outcome periods of all cohorts, cohort by cohort. */
export function cellAt({ cohorts, outcomes }: Sums, stratum: number, place: number): number {
  return (stratum * cohorts * lengthOf(outcomes) + place) * CELL
}

/** One pass over the panel, or over some of its people: O(people × cohorts × outcome periods). */
export function sumPanel(
  panel: Panel,
  groups: Pick<Groups, 'of' | 'count'>,
  cohorts: number[],
  design: Design,
  people: ArrayLike<number> = new Uint32Array(panel.people).map((_, person) => person),
): Sums {
  const sums = emptySums(panel, groups, cohorts, design)
  const pass: Pass = { panel, cohorts, design, sums, known: emptyKnown(panel.periods) }
  const block = lengthOf(design.outcomes) * cohorts.length * CELL
  for (let i = 0; i < people.length; i++) {
    const person = people[i] as number
    const group = groups.of[person] as number
    readKnown(pass, person)
    addPerson(pass, person, (group * sums.strata + (panel.stratum[person] as number)) * block)
  }
  return sums
}

type Pass = { panel: Panel; cohorts: number[]; design: Design; sums: Sums; known: Known }

/** Running totals of one person: what lies before each period. `seen` counts the periods that are known. */
type Known = { num: Float64Array; den: Float64Array; seen: Float64Array }

function emptySums(
  panel: Panel,
  groups: Pick<Groups, 'count'>,
  cohorts: number[],
  { outcomes }: Design,
): Sums {
  const strata = panel.stratum.reduce((most, stratum) => Math.max(most, stratum + 1), 1)
  const cells = groups.count * strata * cohorts.length * lengthOf(outcomes)
  return {
    values: new Float64Array(cells * CELL),
    groups: groups.count,
    strata,
    cohorts: cohorts.length,
    outcomes,
    roles: new Uint8Array(panel.people),
  }
}

function emptyKnown(periods: number): Known {
  return {
    num: new Float64Array(periods + 1),
    den: new Float64Array(periods + 1),
    seen: new Float64Array(periods + 1),
  }
}

function readKnown({ panel, known }: Pass, person: number): void {
  const row = person * panel.periods
  for (let t = 0; t < panel.periods; t++) {
    const den = panel.den[row + t] as number
    const num = den > 0 ? (panel.num[row + t] as number) : 0
    known.num[t + 1] = (known.num[t] as number) + num
    known.den[t + 1] = (known.den[t] as number) + den
    known.seen[t + 1] = (known.seen[t] as number) + (den > 0 ? 1 : 0)
  }
}

/** Adds a person to each cohort: as an adopter to the own one, as a control, until adopting, to those before. */
function addPerson(pass: Pass, person: number, block: number): void {
  const { panel, cohorts, design, known } = pass
  const adopted = panel.adoption[person] as number
  const step = lengthOf(design.outcomes) * CELL
  for (let c = 0; c < cohorts.length; c++) {
    const g = cohorts[c] as number
    if (adopted >= 0 && adopted < g) return
    if (within(known.seen, design.history, g) < design.at_least) continue
    if (within(known.seen, design.baseline, g) < 1) continue
    const at = block + c * step
    if (adopted === g) addOutcomes(pass, person, g, panel.periods, at, ADOPTER)
    else addOutcomes(pass, person, g, adopted < 0 ? panel.periods : adopted, at + CONTROLS, CONTROL)
  }
}

/** The inner loop of the whole estimate: plain places in plain arrays keep it several times as fast. */
function addOutcomes(
  { panel: { num, den, periods }, design, sums: { values, roles }, known }: Pass,
  person: number,
  g: number,
  until: number,
  at: number,
  role: number,
): void {
  const start = Math.max(0, g + design.outcomes.first)
  const end = Math.min(g + design.outcomes.last + 1, until)
  const baselineNum = within(known.num, design.baseline, g)
  const baselineDen = within(known.den, design.baseline, g)
  let cell = at + (start - g - design.outcomes.first) * CELL
  for (let i = person * periods + start; i < person * periods + end; i++, cell += CELL) {
    const exposure = den[i] as number
    if (!(exposure > 0)) continue
    values[cell + BASELINE_NUM] = (values[cell + BASELINE_NUM] as number) + baselineNum
    values[cell + BASELINE_DEN] = (values[cell + BASELINE_DEN] as number) + baselineDen
    values[cell + OUTCOME_NUM] = (values[cell + OUTCOME_NUM] as number) + (num[i] as number)
    values[cell + OUTCOME_DEN] = (values[cell + OUTCOME_DEN] as number) + exposure
  }
  const seenAfter = (known.seen[end] as number) - (known.seen[Math.min(g + 1, end)] as number)
  if (seenAfter > 0) roles[person] = (roles[person] as number) | role
}

/** What a span of periods around `g` adds to a running total, as far as the panel reaches back. */
function within(totals: Float64Array, span: Span, g: number): number {
  const to = totals[Math.max(0, g + span.last + 1)] as number
  return to - (totals[Math.max(0, g + span.first)] as number)
}
