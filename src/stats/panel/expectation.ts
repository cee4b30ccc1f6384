import { lengthOf } from './design.ts'
import {
  BASELINE_DEN,
  BASELINE_NUM,
  CELL,
  CONTROLS,
  OUTCOME_DEN,
  OUTCOME_NUM,
  type Sums,
} from './sums.ts'

/**
 * How the controls' change carries over to the adopters: as a `ratio` for counts, as a `difference` for shares, scores and
 * means of logarithms.
 */
export type Link = 'ratio' | 'difference'

/** What the adopters did and what was expected of them, summed by outcome period. */
export type Expectation = {
  observed: Float64Array
  expected: Float64Array
  /** The adopters' denominators behind both. */
  exposure: Float64Array
  /** Further denominators of adopters for whom no control is left. */
  unmatched: Float64Array
}

/** A stratum whose controls have fewer baseline events than this borrows the change of all strata together. */
const ENOUGH_EVENTS = 60

/** The expectation from the cells of all groups together, or of all but some. */
export function expectationOf(cells: Float64Array, sums: Sums, link: Link): Expectation {
  const offsets = lengthOf(sums.outcomes)
  const total: Expectation = {
    observed: new Float64Array(offsets),
    expected: new Float64Array(offsets),
    exposure: new Float64Array(offsets),
    unmatched: new Float64Array(offsets),
  }
  for (let place = 0; place < sums.cohorts * offsets; place++) {
    const pooled = changeOf(poolControls(cells, sums, place), link)
    for (let stratum = 0; stratum < sums.strata; stratum++) {
      const at = cellAt(sums, stratum, place)
      const adopters = cells.subarray(at, at + CONTROLS)
      const controls = cells.subarray(at + CONTROLS, at + CELL)
      if (valueAt(adopters, OUTCOME_DEN) === 0) continue
      const change = isThin(controls, link) ? pooled : changeOf(controls, link)
      addCell(total, place % offsets, adopters, expectedOf(adopters, change, link))
    }
  }
  return total
}

function cellAt({ cohorts, outcomes }: Sums, stratum: number, place: number): number {
  return (stratum * cohorts * lengthOf(outcomes) + place) * CELL
}

function poolControls(cells: Float64Array, sums: Sums, place: number): Float64Array {
  const pooled = new Float64Array(CONTROLS)
  for (let stratum = 0; stratum < sums.strata; stratum++) {
    const at = cellAt(sums, stratum, place) + CONTROLS
    for (let i = 0; i < CONTROLS; i++) pooled[i] = valueAt(pooled, i) + valueAt(cells, at + i)
  }
  return pooled
}

function isThin(controls: Float64Array, link: Link): boolean {
  return valueAt(controls, link === 'ratio' ? BASELINE_NUM : BASELINE_DEN) < ENOUGH_EVENTS
}

/** How the controls' rate moved from baseline to outcome; not a number where there are none, or none with a baseline. */
function changeOf(controls: Float64Array, link: Link): number {
  const before = valueAt(controls, BASELINE_NUM) / valueAt(controls, BASELINE_DEN)
  const after = valueAt(controls, OUTCOME_NUM) / valueAt(controls, OUTCOME_DEN)
  return link === 'ratio' ? after / before : after - before
}

function expectedOf(adopters: Float64Array, change: number, link: Link): number {
  const before = valueAt(adopters, BASELINE_NUM) / valueAt(adopters, BASELINE_DEN)
  const rate = link === 'ratio' ? before * change : before + change
  return rate * valueAt(adopters, OUTCOME_DEN)
}

function addCell(
  total: Expectation,
  offset: number,
  adopters: Float64Array,
  expected: number,
): void {
  const exposure = valueAt(adopters, OUTCOME_DEN)
  if (!Number.isFinite(expected)) {
    total.unmatched[offset] = valueAt(total.unmatched, offset) + exposure
    return
  }
  total.observed[offset] = valueAt(total.observed, offset) + valueAt(adopters, OUTCOME_NUM)
  total.expected[offset] = valueAt(total.expected, offset) + expected
  total.exposure[offset] = valueAt(total.exposure, offset) + exposure
}

function valueAt(values: Float64Array, place: number): number {
  return values[place] as number
}
