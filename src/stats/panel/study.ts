import type { Replicates } from '../jackknife.ts'
import { lengthOf, type Span } from './design.ts'
import { addExpectation, type Expectation, emptyExpectations, type Link } from './expectation.ts'
import { CONTROLS, cellAt, OUTCOME_DEN, type Sums } from './sums.ts'

/** Expectations from everybody, and without each of the groups that take part. */
export type Study = { link: Link; outcomes: Span; full: Expectation; without: Expectation[] }

/** The study of these sums. Leaving a group out is a subtraction: the panel is not read again. */
export function studyOf(sums: Sums, link: Link, groups: number[]): Study {
  const total = totalOf(sums)
  const rest = new Float64Array(total.length)
  const [full, ...without] = emptyExpectations(1 + groups.length, sums) as [
    Expectation,
    ...Expectation[],
  ]
  return {
    link,
    outcomes: sums.outcomes,
    full: addExpectation(full, total, sums, link),
    without: without.map((some, nth) => {
      const part = cellsOf(sums, groups[nth] as number)
      return addExpectation(some, subtract(total, part, rest), sums, link)
    }),
  }
}

/**
 * The groups that take part in a span of outcome periods: with adopters, or with controls of a cohort whose adopters are
 * known in the same period. The others would only swell the degrees of freedom.
 */
export function activeGroups(sums: Sums, span: Span): number[] {
  const total = totalOf(sums)
  const offsets = lengthOf(sums.outcomes)
  const strata = [...new Array(sums.strata).keys()]
  const places = [...new Array(sums.cohorts * offsets).keys()].filter((place) => {
    const offset = sums.outcomes.first + (place % offsets)
    if (offset < span.first || offset > span.last) return false
    return strata.some((stratum) => total[cellAt(sums, stratum, place) + OUTCOME_DEN])
  })
  const cells = places.flatMap((place) => strata.map((stratum) => cellAt(sums, stratum, place)))
  return [...new Array(sums.groups).keys()].filter((group) => {
    const own = cellsOf(sums, group)
    return cells.some((at) => own[at + OUTCOME_DEN] || own[at + CONTROLS + OUTCOME_DEN])
  })
}

/** The sums of everybody but those in `part`, which come from the same panel and design, and are used up. */
export function without(sums: Sums, part: Sums): Sums {
  return { ...sums, values: subtract(sums.values, part.values, part.values) }
}

/**
 * The effect over a span of outcome periods, on the scale it is estimated on: the logarithm of observed over expected for
 * the ratio link, observed minus expected per unit of exposure for the difference link.
 */
export function effectOver(study: Study, span: Span): Replicates {
  const effect = (expectation: Expectation) => {
    const { observed, expected, exposure } = sumWithin(expectation, study.outcomes, span)
    return study.link === 'ratio' ? Math.log(observed / expected) : (observed - expected) / exposure
  }
  return { full: effect(study.full), without: study.without.map(effect) }
}

/** The expectation from everybody, summed over a span of outcome periods. */
export function sumOver({ full, outcomes }: Study, span: Span): Totals {
  return sumWithin(full, outcomes, span)
}

/** An expectation summed over outcome periods. */
export type Totals = Record<keyof Expectation, number>

function sumWithin(expectation: Expectation, outcomes: Span, span: Span): Totals {
  const sum = (values: Float64Array) => sumFrom(values, span.first - outcomes.first, lengthOf(span))
  return {
    observed: sum(expectation.observed),
    expected: sum(expectation.expected),
    exposure: sum(expectation.exposure),
    unmatched: sum(expectation.unmatched),
  }
}

/** A loop, as it is asked for each group and each period: a view and a callback for each would take several times as long. */
function sumFrom(values: Float64Array, first: number, length: number): number {
  let sum = 0
  for (let i = first; i < first + length; i++) sum += values[i] as number
  return sum
}

const totals = new WeakMap<Sums, Float64Array>()

/** Of all groups together; kept, since sums do not change once they are made. */
function totalOf(sums: Sums): Float64Array {
  const total = totals.get(sums) ?? totalled(sums)
  totals.set(sums, total)
  return total
}

function totalled(sums: Sums): Float64Array {
  const total = new Float64Array(sums.values.length / sums.groups)
  for (let group = 0; group < sums.groups; group++) {
    const cells = cellsOf(sums, group)
    for (let i = 0; i < cells.length; i++) {
      total[i] = (total[i] as number) + (cells[i] as number)
    }
  }
  return total
}

function cellsOf({ values, groups }: Sums, group: number): Float64Array {
  const size = values.length / groups
  return values.subarray(group * size, (group + 1) * size)
}

/** Into `rest`. Where `part` holds all there is, exactly 0 remains: both were summed in the same order. */
function subtract(whole: Float64Array, part: Float64Array, rest: Float64Array): Float64Array {
  for (let i = 0; i < whole.length; i++) rest[i] = (whole[i] as number) - (part[i] as number)
  return rest
}
