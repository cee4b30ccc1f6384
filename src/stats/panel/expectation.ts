import { lengthOf } from './design.ts'
import {
  BASELINE_DEN,
  BASELINE_NUM,
  CONTROLS,
  cellAt,
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

/** Room for so many expectations, side by side in one block: thousands of small arrays would keep the collector busy. */
export function emptyExpectations(count: number, { outcomes }: Pick<Sums, 'outcomes'>) {
  const length = lengthOf(outcomes)
  const block = new Float64Array(4 * count * length)
  const part = (nth: number) => block.subarray(nth * length, (nth + 1) * length)
  return Array.from(
    { length: count },
    (_, i): Expectation => ({
      observed: part(4 * i),
      expected: part(4 * i + 1),
      exposure: part(4 * i + 2),
      unmatched: part(4 * i + 3),
    }),
  )
}

/** Adds what follows from the cells of all groups together, or of all but some, to an empty expectation. */
export function addExpectation(
  total: Expectation,
  cells: Float64Array,
  sums: Sums,
  link: Link,
): Expectation {
  const offsets = lengthOf(sums.outcomes)
  const pooled = new Float64Array(CONTROLS)
  for (let place = 0; place < sums.cohorts * offsets; place++) {
    let isPooled = false
    for (let stratum = 0; stratum < sums.strata; stratum++) {
      const adopters = cellAt(sums, stratum, place)
      if (valueAt(cells, adopters + OUTCOME_DEN) === 0) continue
      const controls = adopters + CONTROLS
      const thin = isThin(cells, controls, link)
      if (thin && !isPooled) poolControls(pooled, cells, sums, place)
      isPooled ||= thin
      const change = thin ? changeOf(pooled, 0, link) : changeOf(cells, controls, link)
      addCell(total, place % offsets, cells, adopters, expectedOf(cells, adopters, change, link))
    }
  }
  return total
}

function poolControls(pooled: Float64Array, cells: Float64Array, sums: Sums, place: number): void {
  pooled.fill(0)
  for (let stratum = 0; stratum < sums.strata; stratum++) {
    const controls = cellAt(sums, stratum, place) + CONTROLS
    for (let i = 0; i < CONTROLS; i++) add(pooled, i, valueAt(cells, controls + i))
  }
}

function isThin(sums: Float64Array, at: number, link: Link): boolean {
  return valueAt(sums, at + (link === 'ratio' ? BASELINE_NUM : BASELINE_DEN)) < ENOUGH_EVENTS
}

/** How a rate moved from baseline to outcome; not finite where there is nobody, or nothing in the baseline. */
function changeOf(sums: Float64Array, at: number, link: Link): number {
  const before = valueAt(sums, at + BASELINE_NUM) / valueAt(sums, at + BASELINE_DEN)
  const after = valueAt(sums, at + OUTCOME_NUM) / valueAt(sums, at + OUTCOME_DEN)
  return link === 'ratio' ? after / before : after - before
}

function expectedOf(sums: Float64Array, at: number, change: number, link: Link): number {
  const before = valueAt(sums, at + BASELINE_NUM) / valueAt(sums, at + BASELINE_DEN)
  const rate = link === 'ratio' ? before * change : before + change
  return rate * valueAt(sums, at + OUTCOME_DEN)
}

function addCell(
  total: Expectation,
  offset: number,
  cells: Float64Array,
  adopters: number,
  expected: number,
): void {
  const exposure = valueAt(cells, adopters + OUTCOME_DEN)
  if (!Number.isFinite(expected)) {
    add(total.unmatched, offset, exposure)
    return
  }
  add(total.observed, offset, valueAt(cells, adopters + OUTCOME_NUM))
  add(total.expected, offset, expected)
  add(total.exposure, offset, exposure)
}

function add(values: Float64Array, place: number, value: number): void {
  values[place] = valueAt(values, place) + value
}

function valueAt(values: Float64Array, place: number): number {
  return values[place] as number
}
