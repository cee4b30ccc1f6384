/** How many pairs of values stand in descending order; ties do not count. Sorts the values. Takes O(n log n). */
export function countInversions(values: Float64Array): number {
  let from = values
  let to: Float64Array = new Float64Array(values.length)
  let inversions = 0
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      inversions += merge(from, to, start, width)
    }
    ;[from, to] = [to, from]
  }
  if (from !== values) values.set(from)
  return inversions
}

/** Merges two neighbouring sorted runs, and counts how often the left value is larger than the right one. */
function merge(from: Float64Array, to: Float64Array, start: number, width: number): number {
  const middle = Math.min(start + width, from.length)
  const end = Math.min(start + 2 * width, from.length)
  let left = start
  let right = middle
  let inversions = 0
  for (let i = start; i < end; i++) {
    const takesRight =
      right < end && (left >= middle || (from[right] as number) < (from[left] as number))
    if (takesRight) inversions += middle - left
    to[i] = from[takesRight ? right++ : left++] as number
  }
  return inversions
}
