/** Says which share of `values` lies below a value, ties counting half: the value's placement among them, from 0 to 1. */
export function placementIn(values: ArrayLike<number>): (value: number) => number {
  const sorted = Float64Array.from(values).sort()
  const ends = endsOfTies(sorted)
  return (value) => {
    const below = countBelow(sorted, value)
    const upTo = sorted[below] === value ? (ends[below] as number) : below
    return (below + upTo) / (2 * sorted.length)
  }
}

/** For each of some values in ascending order, how many there are up to it and those that equal it. */
function endsOfTies(sorted: Float64Array): Int32Array {
  const ends = new Int32Array(sorted.length)
  for (let place = sorted.length - 1; place >= 0; place--)
    ends[place] = sorted[place] === sorted[place + 1] ? (ends[place + 1] as number) : place + 1
  return ends
}

/** How many of some values in ascending order are smaller than one. */
function countBelow(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
