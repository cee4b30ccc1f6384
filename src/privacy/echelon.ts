/**
 * The prime by which is counted: products of two remainders are still whole numbers of a double. A sum that does not follow
 * in fractions follows in remainders once in some sixty million times, and is then held back without need.
 */
export const PRIME = 67_108_859

/** A vector in reduced echelon form among others: 1 at its pivot, its first entry, where all others have 0. */
export interface Row {
  pivot: number
  entries: Float64Array
}

/** The rows with a vector of 0 and 1 among them, given by the places of 1; the same rows, if it follows from them. */
export function withVector(
  rows: readonly Row[],
  ones: readonly number[],
  length: number,
): readonly Row[] {
  const vector = new Float64Array(length)
  for (const place of ones) vector[place] = 1
  for (const row of rows) take(vector, row)
  const pivot = vector.findIndex((entry) => entry !== 0)
  if (pivot < 0) return rows
  const inverse = inverseOf(vector[pivot] as number)
  const added = { pivot, entries: vector.map((entry) => remainder(entry * inverse)) }
  const others = rows.map((row) => {
    if (row.entries[pivot] === 0) return row
    const entries = row.entries.slice()
    take(entries, added)
    return { pivot: row.pivot, entries }
  })
  return [...others, added]
}

/** Takes as much of a row out of a vector as leaves 0 at its pivot. */
function take(vector: Float64Array, { pivot, entries }: Row): void {
  const times = PRIME - (vector[pivot] as number)
  if (times === PRIME) return
  for (let place = pivot; place < vector.length; place++)
    vector[place] = remainder((vector[place] as number) + times * (entries[place] as number))
}

/** The remainder of a whole number of up to 53 bits: several times as fast as the operator, which divides step by step. */
export function remainder(value: number): number {
  const rest = value - Math.floor(value / PRIME) * PRIME
  return rest < 0 ? rest + PRIME : rest
}

/** What makes 1 of a remainder but 0, by Fermat: its power to the prime less two. */
export function inverseOf(value: number): number {
  let [inverse, base] = [1, value]
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) inverse = (inverse * base) % PRIME
    base = (base * base) % PRIME
  }
  return inverse
}
