import { deviations } from './deviations.ts'

/**
 * Sample variance, with `n - 1` below the line, from deviations: it keeps its digits at an offset of 1e9, where sums of
 * squares have none left. R: `var(x)`. Throws for fewer than two values.
 */
export function variance(values: ArrayLike<number>): number {
  if (values.length < 2)
    throw new RangeError('The variance of fewer than two values is not defined')
  const squares = deviations(values).reduce((sum, deviation) => sum + deviation ** 2, 0)
  return squares / (values.length - 1)
}
