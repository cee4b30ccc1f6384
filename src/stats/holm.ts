/**
 * Chances adjusted by Holm's method (1979): refusing what lies below .05 refuses any true one with a chance of 5 % at most.
 * In the order of the arguments; R: `p.adjust(p, "holm")`.
 */
export function holm(p: readonly number[]): number[] {
  const adjusted = new Array<number>(p.length)
  let largest = 0
  const ascending = [...p.keys()].sort((a, b) => (p[a] as number) - (p[b] as number))
  ascending.forEach((place, i) => {
    largest = Math.max(largest, (p.length - i) * (p[place] as number))
    adjusted[place] = Math.min(1, largest)
  })
  return adjusted
}
