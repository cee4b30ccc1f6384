/**
 * Which parts of a whole may be shown when the whole may be shown too. A part of fewer people than the minimum is hidden;
 * where what is hidden adds up to fewer, and so follows by subtraction, the next-smallest part is hidden as well, until
 * nothing follows: of 6 = 4 + 2 both parts are hidden, of 12 = 9 + 3 both as well. An empty part is hidden like a small one.
 */
export function shownParts(sizes: readonly number[], minimum: number): boolean[] {
  const shown = sizes.map((size) => size >= minimum)
  const ascending = [...sizes.keys()].sort((a, b) => sizeAt(sizes, a) - sizeAt(sizes, b))
  for (const place of ascending) {
    const hidden = sizes.reduce((sum, size, i) => sum + (shown[i] ? 0 : size), 0)
    if (hidden === 0 || hidden >= minimum) break
    shown[place] = false
  }
  return shown
}

function sizeAt(sizes: readonly number[], place: number): number {
  return sizes[place] as number
}
