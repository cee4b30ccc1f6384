import { continuedFraction } from './continued-fraction.ts'
import { deviance } from './deviance.ts'
import { stirlingError } from './ln-gamma.ts'

/** Both tails of a distribution at one point: what lies below and what lies above, each with all its digits. */
export type Tails = { lower: number; upper: number }

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) for `a > 0`, `x >= 0`: by the series below `a + 1`, by the
 * continued fraction above. R: `pgamma(x, a)` and with `lower.tail = FALSE`.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  // x^a e^-x / gamma(a + 1)
  const factor = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a)
  if (x < a + 1) {
    const lower = factor * series(a, x)
    return { lower, upper: 1 - lower }
  }
  const fraction = continuedFraction(
    (n) => n * (a - n),
    (n) => x + 2 * n + 1 - a,
  )
  const upper = (factor * a) / fraction
  return { lower: 1 - upper, upper }
}

/** 1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + … */
function series(a: number, x: number): number {
  let sum = 1
  let term = 1
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}
