const DOTS = 20

/** Of fewer values two dots could lie between the same neighbours, and the outer ones near the smallest and the largest value. */
const LEAST = 2 * DOTS

/**
 * A distribution as 20 dots of equal weight at its quantiles 1/40, 3/40, … 39/40, so that each stands for one person in twenty.
 * A dot lies half-way between the two neighbouring values that enclose the quantile, and never touches the smallest or the largest:
 * so no single value follows from all dots together, as some would from interpolated quantiles. Throws for fewer than 40 values.
 */
export function quantileDots(values: ArrayLike<number>): number[] {
  if (values.length < LEAST) throw new RangeError(`Dots are of ${LEAST} values at least`)
  const sorted = Float64Array.from(values).sort()
  const last = sorted.length - 1
  return Array.from({ length: DOTS }, (_, i) => {
    const enclosing = Math.floor(((i + 0.5) / DOTS) * last)
    const below = Math.min(Math.max(enclosing, 1), last - 2)
    return ((sorted[below] as number) + (sorted[below + 1] as number)) / 2
  })
}
