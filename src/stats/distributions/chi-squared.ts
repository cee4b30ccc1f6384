import { incompleteGamma } from './incomplete-gamma.ts'

/** Chance that a chi-squared value with `df > 0` degrees of freedom lies below `x`; R: `pchisq(x, df)`. */
export function chiSquaredCdf(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).lower
}

/** Chance that it lies above `x`, exact far out in the tail; R: `pchisq(x, df, lower.tail = FALSE)`. */
export function chiSquaredUpper(x: number, df: number): number {
  return incompleteGamma(df / 2, x / 2).upper
}
