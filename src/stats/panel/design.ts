/** The first and the last period of a span, counted from the period of adoption. */
export type Span = { first: number; last: number }

/** Which periods a person's outcomes are held against. */
export type Design = {
  baseline: Span
  /** Where a person must be known in at least `at_least` periods to take part. */
  history: Span
  at_least: number
  outcomes: Span
}

/** Periods in which an effect is counted. That of adoption is a transition and belongs to neither side. */
export const AFTER: Span = { first: 1, last: 6 }

const BEFORE: Span = { first: -6, last: -1 }

/** The estimator: the mean of up to six periods before, at least three. Its outcomes include those before, for the curve. */
export const LONG_BASELINE: Design = {
  baseline: BEFORE,
  history: BEFORE,
  at_least: 3,
  outcomes: { first: -6, last: 6 },
}

/** The same people against their last period before adoption alone, as Callaway and Sant'Anna (2021) have it. */
export const SHORT_BASELINE: Design = {
  baseline: { first: -1, last: -1 },
  history: BEFORE,
  at_least: 3,
  outcomes: AFTER,
}

/** Adoption imagined three periods early: outcomes in which nothing can have happened yet. */
export const PLACEBO: Design = {
  baseline: { first: -9, last: -4 },
  history: { first: -9, last: -4 },
  at_least: 3,
  outcomes: { first: -3, last: -1 },
}

/** The number of periods in a span. */
export function lengthOf({ first, last }: Span): number {
  return last - first + 1
}
