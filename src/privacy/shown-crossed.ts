import { bitmapOf } from './bitmap.ts'
import { sumsAudit } from './follows-few.ts'
import { shownCells } from './shown-cells.ts'
import { shownParts } from './shown-parts.ts'

/**
 * Which cells of a table may be shown whose whole is known, and its rows and columns where each may be shown by itself: those of `shownCells`, without any from which,
 * by adding and subtracting, a sum over several hidden cells of fewer people than the minimum would follow. The largest are kept.
 */
export function shownCrossed(sizes: readonly (readonly number[])[], minimum: number): boolean[][] {
  const shown = shownCells(sizes, minimum)
  const all = peopleOf(sizes, minimum)
  const cells = all
    .filter(({ row, column }) => shown[row]?.[column])
    .sort((a, b) => b.size - a.size || a.row - b.row || a.column - b.column)
  const rows = [...Map.groupBy(all, ({ row }) => row).values()]
  const columns = [...Map.groupBy(all, ({ column }) => column).values()]
  const known = [...partsShown(rows, minimum), ...partsShown(columns, minimum), all]
  const tells = sumsAudit(
    known.map((line) => bitmapOf(line.flatMap(({ people }) => people))),
    cells.map(({ people }) => bitmapOf(people)),
    minimum,
  )
  cells.forEach(({ row, column }, place) => {
    if (tells(place)) (shown[row] as boolean[])[column] = false
  })
  return shown
}

/** Those of the lines that are shown where no others cross them. */
function partsShown<C extends { size: number }>(lines: C[][], minimum: number): C[][] {
  const totals = lines.map((line) => line.reduce((sum, { size }) => sum + size, 0))
  const shown = shownParts(totals, minimum)
  return lines.filter((_, place) => shown[place])
}

/** Every cell with people of its own, no more than the minimum: of so many it does not matter how many more there are. */
function peopleOf(sizes: readonly (readonly number[])[], minimum: number) {
  const columns = Math.max(0, ...sizes.map(({ length }) => length))
  return sizes.flatMap((cells, row) =>
    cells.map((size, column) => {
      const first = (row * columns + column) * minimum
      const people = Array.from({ length: Math.min(size, minimum) }, (_, i) => first + i)
      return { row, column, size, people }
    }),
  )
}
