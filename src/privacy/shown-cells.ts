import { shownParts } from './shown-parts.ts'
import { type Cell, firstSmallSum } from './small-sums.ts'
import { cheapestWay, type Step, stepsOver } from './ways.ts'

/** The people of each cell of a table, row by row, who may stand in several; nobody stands twice in one. */
export type Table = readonly (readonly (readonly number[])[])[]

/**
 * Which cells of a table may be shown whose whole is known, and its rows and columns where each may be shown by itself. Cells of
 * fewer people than the minimum are hidden, empty ones too, and those that are `barred`; and beside them, of as few people as may
 * be, whatever it takes that by adding and subtracting no hidden cell follows, nor any sum over hidden cells of fewer people, unless the
 * margins alone tell it: see `marginsTell`.
 */
export function shownCells(
  table: Table,
  minimum: number,
  barred: readonly (readonly boolean[])[] = [],
): boolean[][] {
  const cells = cellsOf(table, minimum)
  const hidden = new Set(
    cells.filter(
      ({ people, at: [row, column] }) => people.length < minimum || barred[row]?.[column],
    ),
  )
  const inNone = new Set<Placed>()
  // what is hidden beside a cell leaves no sum with the cells before it, so that each is looked at once
  for (const cell of hidden) {
    for (;;) {
      const closing = firstSmallSum(cell, { hidden, inNone, minimum }, (isIn) =>
        closingCells(cell, { cells, hidden }, isIn),
      )
      if (closing === undefined) break
      for (const it of closing) hidden.add(it)
    }
  }
  const shown = table.map((row) => row.map(() => false))
  for (const cell of cells) {
    const [row, column] = cell.at
    ;(shown[row] as boolean[])[column] = !hidden.has(cell)
  }
  return shown
}

/** Whether the rows and the columns, without any cell, tell of fewer people than the minimum. */
export function marginsTell(table: Table, minimum: number): boolean {
  const hidden = cellsOf(table, minimum)
  const inNone = new Set<Placed>()
  return hidden
    .filter(({ people }) => people.length < minimum)
    .some((cell) => firstSmallSum(cell, { hidden, inNone, minimum }, () => true) === true)
}

interface Placed extends Cell {
  /** Its row and its column. */
  at: readonly [number, number]
}

/** The shown cells of fewest people without which a sum no longer follows; undefined: it does without any. */
function closingCells(
  { row, column }: Placed,
  { cells, hidden }: { cells: readonly Placed[]; hidden: ReadonlySet<Placed> },
  isIn: (cell: Placed) => boolean,
): Placed[] | undefined {
  const price = ({ joint, forward }: Step<Placed>) => {
    if (!hidden.has(joint)) return joint.people.length
    return forward && isIn(joint) ? Number.POSITIVE_INFINITY : 0
  }
  const way = cheapestWay(stepsOver(cells), { from: row, to: column }, price)
  return way?.flatMap(({ joint }) => (hidden.has(joint) ? [] : joint))
}

/** The cells with people, by their lines: the rows from 0 on, the columns behind them. */
function cellsOf(table: Table, minimum: number): Placed[] {
  const columns = (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? []))
  const rowOf = linesOf(table, minimum)
  const columnOf = linesOf(columns, minimum)
  return table.flatMap((row, i) =>
    row.flatMap((people, j) =>
      people.length === 0
        ? []
        : [
            {
              at: [i, j],
              row: rowOf[i] as number,
              column: table.length + (columnOf[j] as number),
              people,
            },
          ],
    ),
  )
}

/** A number for each line, for all together that may not be shown by themselves: those follow from the others as one. */
function linesOf(lines: Table, minimum: number): number[] {
  const sizes = lines.map((cells) => new Set(cells.flat()).size)
  const shown = shownParts(sizes, minimum)
  const together = shown.indexOf(false)
  return lines.map((_, place) => (shown[place] ? place : together))
}
