/**
 * The value below which a share `p` of the values lies, interpolated between order statistics; R: `quantile(x, p,
 * type = 7)`, which is R's default. Throws for no values and for `p` outside 0 to 1.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), p)
}

/** The same for values that are already in ascending order. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new RangeError('The quantile of no values is not defined')
  if (!(p >= 0 && p <= 1)) throw new RangeError('A quantile needs a share from 0 to 1')
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.ceil(position)] as number
  return Math.min(high, low + (position - below) * (high - low))
}
