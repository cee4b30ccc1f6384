import { sortedQuantile } from './quantile.ts'

const DOTS = 20

/**
 * A distribution as 20 dots of equal weight: its quantiles at 1/40, 3/40, … 39/40, so that each dot stands for one
 * person in twenty. Throws for no values.
 */
export function quantileDots(values: ArrayLike<number>): number[] {
  const sorted = Float64Array.from(values).sort()
  return Array.from({ length: DOTS }, (_, i) => sortedQuantile(sorted, (i + 0.5) / DOTS))
}
