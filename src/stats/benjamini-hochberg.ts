/**
 * Chances adjusted by Benjamini and Hochberg's method (1995): of what lies below .1 one in ten is expected to be a false
 * alarm. In the order of the arguments; R: `p.adjust(p, "BH")`.
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length)
  let smallest = 1
  const descending = [...p.keys()].sort((a, b) => (p[b] as number) - (p[a] as number))
  descending.forEach((place, i) => {
    smallest = Math.min(smallest, (p.length / (p.length - i)) * (p[place] as number))
    adjusted[place] = smallest
  })
  return adjusted
}
