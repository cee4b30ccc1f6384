import { figures } from '../../src/model/numbers.ts'

/** A cell: words, a number in the unit of its row, or nothing because nothing is known. */
export type Cell = string | number | null

/** Numbers and words in rows, to be shown on a page. */
export interface DataTable {
  title: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** A cell as it is read: numbers to three figures, nothing as nothing. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? figures(cell) : cell
}
