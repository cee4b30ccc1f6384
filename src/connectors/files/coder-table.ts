import stringWidth from 'string-width'
import { fold } from './fold.ts'
import { lines } from './lines.ts'
import type { Row } from './rows.ts'
import { type Fault, fault } from './statement.ts'

const HEADERS = new Set(['id', 'username', 'name', 'email', 'createdat', 'updatedat', 'status'])
const graphemes = new Intl.Segmenter()

/** A heading and the column of the terminal at which its cells begin. */
export interface Heading {
  header: string
  from: number
}

/** One row of the table by header, or why it cannot be cut into cells. */
export type TableRow =
  | { line: number; cells: Row; text: string }
  | { line: number; fault: Fault; text: string }

/**
 * The headings of a table of `coder users list`: at least two known names in capitals, with two blanks
 * or more between them. Undefined for any other line.
 */
export function coderHeadings(line: string): Heading[] | undefined {
  if (/[a-z,;\t"]/.test(line)) return undefined
  const headings = [...line.matchAll(/\S+(?: \S+)*/g)].map(({ 0: header, index }) => ({
    header,
    from: index,
  }))
  const known = headings.every(({ header }) => HEADERS.has(fold(header)))
  return known && headings.length >= 2 ? headings : undefined
}

/**
 * The rows of a table of `coder users list`. The warnings that a terminal shows above it are skipped.
 * Cells are cut at the columns of the headings in the width of a terminal, because names hold blanks and
 * wide characters, and an empty cell is only blanks.
 */
export async function* coderRows(text: AsyncIterable<string>): AsyncGenerator<TableRow> {
  let headings: Heading[] | undefined
  for await (const { line, text: row } of lines(text)) {
    if (!headings) headings = coderHeadings(row)
    else if (row.trim() !== '') yield { line, text: row, ...cutRow(row, headings) }
  }
}

/** The cells of one line below these headings, or why it cannot be cut into cells. */
export function cutRow(
  row: string,
  headings: readonly Heading[],
): { cells: Row } | { fault: Fault } {
  const byColumn = cellsAt(
    row,
    headings.map(({ from }) => from),
  )
  const cells = isApart(byColumn) ? byColumn : row.trim().split(/ {2,}/)
  if (cells.length !== headings.length) {
    return fault('malformed', 'The cells of this line do not stand below the headings.')
  }
  return { cells: headings.map(({ header }, i) => [header, [cells[i] ?? '']]) }
}

function cellsAt(row: string, starts: readonly number[]): string[] {
  const cells = starts.map(() => '')
  let column = 0
  let cell = 0
  for (const character of charactersOf(row)) {
    while (column >= (starts[cell + 1] ?? Infinity)) cell += 1
    cells[cell] += character
    column += /^[ -~]$/.test(character) ? 1 : stringWidth(character)
  }
  return cells
}

/** Whether two blanks stand before every cell, as the table is written: else a cell reaches into the next. */
function isApart(cells: readonly string[]): boolean {
  return cells.every((cell, i) => i === 0 || cell === '' || /(^| {2})$/.test(cells[i - 1] ?? ''))
}

function charactersOf(row: string): Iterable<string> {
  return /^[ -~]*$/.test(row) ? row : [...graphemes.segment(row)].map(({ segment }) => segment)
}
