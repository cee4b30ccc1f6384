import { continuedFraction } from './continued-fraction.ts'
import { deviance } from './deviance.ts'
import type { Tails } from './incomplete-gamma.ts'
import { stirlingError } from './ln-gamma.ts'

/**
 * Regularised incomplete beta function I_x(a, b) and its complement for `a, b > 0`. The point is given twice, as `x` and
 * as `y = 1 - x`, since the smaller of the two carries the digits. R: `pbeta(x, a, b)` and with `lower.tail = FALSE`.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (y <= 0) return { lower: 1, upper: 0 }
  if (a * y < b * x) {
    const { lower, upper } = incompleteBeta(y, x, b, a)
    return { lower: upper, upper: lower }
  }
  const lower = betaKernel(x, y, a, b) / fraction(x, y, a, b)
  return { lower, upper: 1 - lower }
}

/** `x^a y^b / B(a, b)` with `y = 1 - x`, from the binomial probability in its saddle-point form (Loader 2000). */
export function betaKernel(x: number, y: number, a: number, b: number): number {
  const n = a + b
  const error = stirlingError(n) - stirlingError(a) - stirlingError(b)
  const distance = deviance(a, n * x) + deviance(b, n * y)
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(error - distance)
}

/**
 * The even part of the classical continued fraction (DiDonato and Morris 1992, formula 9); stable for parameters of 1e9,
 * where the classical form loses half its digits.
 */
function fraction(x: number, y: number, a: number, b: number): number {
  const slack = a * y - b * x + 1
  const start = (a * slack) / (a + 1)
  return continuedFraction(
    (n) => ((a + n - 1) * (a + b + n - 1) * n * (b - n) * x * x) / (a + 2 * n - 1) ** 2,
    (n) => {
      if (n === 0) return start
      const odd = (n * (b - n) * x) / (a + 2 * n - 1)
      return n + odd + ((a + n) * (slack + n * (1 + y))) / (a + 2 * n + 1)
    },
  )
}
