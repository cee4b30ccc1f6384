/** Says which share of `values` lies below a value, ties counting half: the value's placement among them, from 0 to 1. */
export function placementIn(values: ArrayLike<number>): (value: number) => number {
  const sorted = Float64Array.from(values).sort()
  return (value) => {
    const below = countWhile(sorted, (other) => other < value)
    const upTo = countWhile(sorted, (other) => other <= value)
    return (below + upTo) / (2 * sorted.length)
  }
}

/** How many values at the start satisfy a condition that, once it fails, fails for all that follow. */
function countWhile(sorted: Float64Array, holds: (value: number) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(sorted[middle] as number)) low = middle + 1
    else high = middle
  }
  return low
}
