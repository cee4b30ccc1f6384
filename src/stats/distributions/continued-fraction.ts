const TINY = 1e-300
const MOST_STEPS = 1_000_000

/**
 * Value of `b(0) + a(1) / (b(1) + a(2) / (b(2) + …))` by Lentz's algorithm as modified by Thompson and Barnett (1986), to
 * the last bits of a double.
 */
export function continuedFraction(a: (n: number) => number, b: (n: number) => number): number {
  let value = b(0) || TINY
  let c = value
  let d = 0
  for (let n = 1; n <= MOST_STEPS; n++) {
    d = 1 / (b(n) + a(n) * d || TINY)
    c = b(n) + a(n) / c || TINY
    value *= c * d
    if (!(Math.abs(c * d - 1) > Number.EPSILON)) break
  }
  return value
}
