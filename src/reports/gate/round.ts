import { significant } from '../../privacy/significant.ts'

/** Digits of the figures that are about one group: its mean, with interval and distribution. */
const GROUP_DIGITS = 2

/** Digits of all other figures: differences, ratios, effects. They are no finer than the means that they come from. */
const DIGITS = 3

/** Where the figures about one group stand in an answer. */
const OF_GROUPS = new Set(['cohorts', 'against', 'observed', 'expected'])

/**
 * An answer as it leaves: figures about a group to two significant digits, all others to three, counts and days as they are.
 * So a mean times its number of people does not give a sum to which one person could be added or taken away.
 */
export function rounded<T>(answer: T): T {
  return round(answer, DIGITS) as T
}

function round(value: unknown, digits: number): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : significant(value, digits)
  if (Array.isArray(value)) return value.map((it) => round(it, digits))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, it]) => [
      key,
      round(it, OF_GROUPS.has(key) ? GROUP_DIGITS : digits),
    ]),
  )
}
