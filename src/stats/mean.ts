/**
 * Arithmetic mean, corrected by the mean of what the first pass leaves over, so that a large offset costs no digits; as
 * R's `mean(x)`. Throws for no values.
 */
export function mean(values: ArrayLike<number>): number {
  return meanFrom(values, 0)
}

/** How far the mean lies from an origin. Near to the values, the origin takes their offset away before it costs digits. */
export function meanFrom(values: ArrayLike<number>, origin: number): number {
  if (values.length === 0) throw new RangeError('The mean of no values is not defined')
  const first = origin + sum(values, origin) / values.length
  return first - origin + sum(values, first) / values.length
}

function sum(values: ArrayLike<number>, centre: number): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += (values[i] as number) - centre
  return total
}
