import { shownCells } from './shown-cells.ts'

/** Which cells of a table may be shown, as `shownCells` tells, where nobody stands in two of them: by how many people each has. */
export function shownCrossed(sizes: readonly (readonly number[])[], minimum: number): boolean[][] {
  let last = 0
  const people = sizes.map((row) => row.map((size) => Array.from({ length: size }, () => last++)))
  return shownCells(people, minimum)
}
