/** Counts of two options in two cohorts. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]]

/** What R takes as equally likely in spite of rounding. */
const ROUNDING = 1e-7

/**
 * The two-sided chance of a table at least as unlikely as this one, its margins given: Fisher's exact test (1935); R:
 * `fisher.test(table)$p.value`. 1 where a margin is 0.
 */
export function fisher([[a, b], [c, d]]: TwoByTwo): number {
  const chances = hypergeometric(a + b, c + d, a + c)
  const own = chances[a - Math.max(0, a - d)] as number
  const unlikely = chances.filter((chance) => chance <= own * (1 + ROUNDING))
  return Math.min(
    1,
    unlikely.reduce((sum, chance) => sum + chance, 0),
  )
}

/**
 * The chances of each possible number of the first kind among `drawn`, from the smallest on. From ratios of neighbours
 * outwards from the likeliest: logarithms of factorials lose digits for large tables.
 */
function hypergeometric(first: number, second: number, drawn: number): number[] {
  const low = Math.max(0, drawn - second)
  const high = Math.min(first, drawn)
  const likeliest = Math.floor(((first + 1) * (drawn + 1)) / (first + second + 2))
  const ratio = (k: number) => ((first - k) * (drawn - k)) / ((k + 1) * (second - drawn + k + 1))
  const chances = new Array<number>(high - low + 1).fill(1)
  for (let k = likeliest; k < high; k++) chances[k + 1 - low] = (chances[k - low] ?? 0) * ratio(k)
  for (let k = likeliest - 1; k >= low; k--)
    chances[k - low] = (chances[k + 1 - low] ?? 0) / ratio(k)
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map((chance) => chance / total)
}
