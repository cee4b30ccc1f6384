/** The rank of each value from 1, those that are tied sharing the mean of their ranks; and how many share each tied value. */
export type MidRanks = { ranks: Float64Array; ties: number[] }

/** Ranks the values, ties sharing the mean of their ranks; R: `rank(x)`. Takes O(n log n). */
export function midRanks(values: ArrayLike<number>): MidRanks {
  const places = Uint32Array.from({ length: values.length }, (_, place) => place)
  places.sort((a, b) => (values[a] as number) - (values[b] as number))
  const ranks = new Float64Array(values.length)
  const ties: number[] = []
  for (let start = 0; start < places.length; ) {
    const end = endOfTie(values, places, start)
    for (let i = start; i < end; i++) ranks[places[i] as number] = (start + 1 + end) / 2
    if (end - start > 1) ties.push(end - start)
    start = end
  }
  return { ranks, ties }
}

function endOfTie(values: ArrayLike<number>, places: Uint32Array, start: number): number {
  const value = values[places[start] as number]
  let end = start + 1
  while (end < places.length && values[places[end] as number] === value) end++
  return end
}
