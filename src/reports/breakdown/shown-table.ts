import { shownCells } from '../../privacy/shown-cells.ts'

/**
 * Which cells of a table may be shown whose rows, columns and whole are shown: by the audit of `shownCells`, and so that what is
 * hidden of a row, a column or the whole is nobody or the minimum of different people. `cells` are the people of each cell,
 * row by row, who may stand in several; `barred` are cells that must not be shown whatever their size.
 */
export function shownTable(
  cells: readonly (readonly (readonly number[])[])[],
  minimum: number,
  barred: readonly (readonly boolean[])[] = [],
): boolean[][] {
  const sizes = cells.map((row, i) =>
    row.map(({ length }, j) => (barred[i]?.[j] ? Math.min(length, minimum - 1) : length)),
  )
  for (;;) {
    const shown = shownCells(sizes, minimum)
    const next = smallestOf(openLine(cells, shown, minimum), cells)
    if (next === undefined)
      return shown
      // one fewer than the minimum: the audit then hides it as it hides any small cell
    ;(sizes[next.row] as number[])[next.column] = minimum - 1
  }
}

interface Place {
  row: number
  column: number
}

/** The shown cells of a line of which too few different people are hidden; none where there is no such line. */
function openLine(
  cells: readonly (readonly (readonly number[])[])[],
  shown: readonly (readonly boolean[])[],
  minimum: number,
): Place[] {
  const isShown = ({ row, column }: Place) => shown[row]?.[column] === true
  const open = linesOf(cells).find((line) => {
    const hidden = new Set(
      line.filter((at) => !isShown(at)).flatMap(({ row, column }) => cells[row]?.[column] ?? []),
    )
    return hidden.size > 0 && hidden.size < minimum && line.some(isShown)
  })
  return open?.filter(isShown) ?? []
}

/** The rows, the columns, and the whole. */
function linesOf(cells: readonly (readonly unknown[])[]): Place[][] {
  const rows = cells.map((row, i) => row.map((_, column) => ({ row: i, column })))
  const columns = (cells[0] ?? []).map((_, column) => cells.map((_, row) => ({ row, column })))
  return [...rows, ...columns, rows.flat()]
}

function smallestOf(
  places: readonly Place[],
  cells: readonly (readonly (readonly number[])[])[],
): Place | undefined {
  const size = ({ row, column }: Place) => cells[row]?.[column]?.length ?? 0
  return places.toSorted((a, b) => size(a) - size(b))[0]
}
