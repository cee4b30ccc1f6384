import { figures } from '../numbers.ts'

/** A cell: words, a number in the unit of its row, or nothing because nothing is known. */
export type Cell = string | number | null

/** Numbers and words in rows: shown on a page, and exported as they are. */
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

/**
 * The table as CSV (RFC 4180), with every digit. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe, numbers apart.
 */
export function csvOf({ columns, rows }: DataTable): string {
  return [columns, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell)
  const text = cell ?? ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The table in Markdown, without its title. */
export function markdownOf({ columns, rows }: DataTable): string {
  const numeric = columns.map((_, place) => rows.some((row) => typeof row[place] === 'number'))
  const lines = [
    columns,
    numeric.map((isNumber) => (isNumber ? '--:' : '---')),
    ...rows.map((row) =>
      row.map((cell) => cellText(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')),
    ),
  ]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
