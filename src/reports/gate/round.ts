import { significant } from '../../privacy/significant.ts'

type Rounding = (value: number) => number

/** Figures about one group: its mean, with interval and distribution. */
const ofGroup: Rounding = (value) => significant(value, 2)

/** Differences and effects, and all that is not named below. They are no finer than the means that they come from. */
const ofDifference: Rounding = (value) => significant(value, 3)

/** Ratios: as differences are, and near 1 to a tenth of a per cent above it as below, as they are written. */
const ofRatio: Rounding = (value) =>
  value > 1 && value < 1.1 ? Number(value.toFixed(3)) : ofDifference(value)

/** What the figures below a key are, down to the next such key. */
const ROUNDING: Readonly<Record<string, Rounding>> = {
  cohorts: ofGroup,
  against: ofGroup,
  observed: ofGroup,
  expected: ofGroup,
  changes: ofDifference,
  ratio: ofRatio,
}

/**
 * An answer as it leaves: figures about a group to two significant digits, all others to three, counts and days as they are.
 * So a mean times its number of people does not give a sum to which one person could be added or taken away.
 */
export function rounded<T>(answer: T): T {
  return round(answer, ofDifference) as T
}

function round(value: unknown, rounding: Rounding): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : rounding(value)
  if (Array.isArray(value)) return value.map((it) => round(it, rounding))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => [key, round(it, ROUNDING[key] ?? rounding)]),
  )
}
