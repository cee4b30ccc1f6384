import { inRowSpace } from './row-space.ts'

/**
 * Which cells of a table may be shown whose rows, columns and whole are shown too, wherever they have the minimum of people. Cells
 * of fewer are hidden, and with them the next-smallest of their row or column, to a fixed point: until no hidden cell follows
 * from the shown numbers by adding and subtracting, and what is hidden of a row or column is nobody or the minimum at least.
 * `sizes` are the people of each cell, row by row. Empty cells are hidden, as small ones are.
 */
export function shownCells(sizes: readonly (readonly number[])[], minimum: number): boolean[][] {
  const shown = sizes.map((row) => row.map((size) => size >= minimum))
  for (;;) {
    const line = openLine(sizes, shown, minimum)
    if (line === undefined) return shown
    const [next] = line
      .filter(({ row, column }) => shown[row]?.[column])
      .sort((a, b) => sizeAt(sizes, a) - sizeAt(sizes, b))
    if (next === undefined) return sizes.map((row) => row.map(() => false))
    ;(shown[next.row] as boolean[])[next.column] = false
  }
}

interface Place {
  row: number
  column: number
}

/** A row or column, or the whole table, of which too little is hidden; undefined: there is none. */
function openLine(
  sizes: readonly (readonly number[])[],
  shown: readonly (readonly boolean[])[],
  minimum: number,
): Place[] | undefined {
  const lines = linesOf(sizes)
  const small = lines.find((line) => {
    const hidden = line.filter(({ row, column }) => !shown[row]?.[column])
    const people = hidden.reduce((sum, place) => sum + sizeAt(sizes, place), 0)
    return people > 0 && people < minimum && line.length > hidden.length
  })
  if (small) return small
  const follows = derivable(sizes, shown, minimum)
  if (follows === undefined) return undefined
  const isHidden = ({ row, column }: Place) => !shown[row]?.[column]
  const [closest] = lines
    .filter((line) => line.some((place) => same(place, follows)) && !line.every(isHidden))
    .sort((a, b) => a.filter(isHidden).length - b.filter(isHidden).length)
  return closest ?? lines.at(-1)
}

/** A hidden cell with people in it that lies in the row space of the shown sums: the exact rank audit. */
function derivable(
  sizes: readonly (readonly number[])[],
  shown: readonly (readonly boolean[])[],
  minimum: number,
): Place | undefined {
  const places = placesOf(sizes).filter((place) => sizeAt(sizes, place) > 0)
  const hidden = places.filter(({ row, column }) => !shown[row]?.[column])
  // shown cells can be taken off every sum, so that only hidden ones are left in it
  const sums = linesOf(sizes)
    .filter((line) => line.reduce((sum, place) => sum + sizeAt(sizes, place), 0) >= minimum)
    .map((line) => hidden.map((cell) => (line.some((it) => same(it, cell)) ? 1 : 0)))
  return hidden.find((cell) =>
    inRowSpace(
      sums,
      hidden.map((it) => (same(it, cell) ? 1 : 0)),
    ),
  )
}

/** The rows, the columns and the whole. */
function linesOf(sizes: readonly (readonly number[])[]): Place[][] {
  const places = placesOf(sizes)
  const columns = Math.max(0, ...sizes.map(({ length }) => length))
  return [
    ...sizes.map((_, row) => places.filter((place) => place.row === row)),
    ...Array.from({ length: columns }, (_, column) =>
      places.filter((place) => place.column === column),
    ),
    places,
  ]
}

function placesOf(sizes: readonly (readonly number[])[]): Place[] {
  return sizes.flatMap((cells, row) => cells.map((_, column) => ({ row, column })))
}

function same(a: Place, b: Place): boolean {
  return a.row === b.row && a.column === b.column
}

function sizeAt(sizes: readonly (readonly number[])[], { row, column }: Place): number {
  return sizes[row]?.[column] ?? 0
}
