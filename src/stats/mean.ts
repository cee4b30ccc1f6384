/**
 * Arithmetic mean, corrected by the mean of what the first pass leaves over, so that a large offset costs no digits; as
 * R's `mean(x)`. Throws for no values.
 */
export function mean(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('The mean of no values is not defined')
  const first = sum(values, 0) / values.length
  return first + sum(values, first) / values.length
}

function sum(values: ArrayLike<number>, centre: number): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += (values[i] as number) - centre
  return total
}
