import { incompleteBeta } from './incomplete-beta.ts'
import type { Tails } from './incomplete-gamma.ts'

/** Chance that an F value with `df1` and `df2` degrees of freedom lies below `x`; R: `pf(x, df1, df2)`. */
export function fCdf(x: number, df1: number, df2: number): number {
  return tailsOf(x, df1, df2).lower
}

/** Chance that it lies above `x`, exact far out in the tail; R: `pf(x, df1, df2, lower.tail = FALSE)`. */
export function fUpper(x: number, df1: number, df2: number): number {
  return tailsOf(x, df1, df2).upper
}

function tailsOf(x: number, df1: number, df2: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  const whole = df1 * x + df2
  return incompleteBeta((df1 * x) / whole, df2 / whole, df1 / 2, df2 / 2)
}
