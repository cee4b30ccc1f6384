import { countBits } from './bitmap.ts'

/**
 * Whether the numbers of two groups, given as bitmaps, tell of too few by subtraction: one lies within the other, and the
 * difference is at least one person and fewer than the minimum. It ends with the first byte that rules this out.
 */
export function isolates(a: Uint8Array, b: Uint8Array, minimum: number): boolean {
  let [onlyA, onlyB] = [0, 0]
  for (let place = 0; place < Math.max(a.length, b.length); place++) {
    const [x, y] = [a[place] ?? 0, b[place] ?? 0]
    if (x === y) continue
    onlyA += countBits(x & ~y)
    onlyB += countBits(y & ~x)
    if ((onlyA > 0 && onlyB > 0) || onlyA + onlyB >= minimum) return false
  }
  return onlyA + onlyB > 0
}
