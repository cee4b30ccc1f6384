import { pipeline, Readable } from 'node:stream'
import { type CsvError, type Options, parse } from 'csv-parse'
import { type Fault, fault } from './statement.ts'

const LONGEST = 1_000_000
const LINE_END = /\r\n|\n|\r/g

/** Cells as they stand, or why they cannot be read. */
export type CsvRow = { line: number; cells: string[] } | { line: number; fault: Fault }

/** How every CSV is parsed: no row is dropped for its length or a stray quotation mark. */
export function csvOptions(delimiter: string): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST,
  }
}

/**
 * The rows of a CSV with the line on which each begins, as an editor counts (a quoted cell may hold line
 * breaks). Blank lines and rows of empty cells are left out. A quotation mark that is never closed ends
 * the rows with a fault, because all that follows stands inside it.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRow> {
  let broken: CsvError | undefined
  const parser = parse({
    ...csvOptions(delimiter),
    // An error would throw away the rows that are parsed but not yet taken.
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= error
    },
  })
  pipeline(Readable.from(text), parser, () => {})
  let line = 1
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (cells.some((cell) => cell.trim() !== '')) yield { line, cells }
    line += 1 + lineEndsIn(cells)
  }
  if (broken) yield { line, ...fault('malformed', unreadable(broken)) }
}

/** Cells as one line of CSV again, for people to look at. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  const quoted = cells.map((cell) =>
    cell.includes('"') || cell.includes(delimiter) || /[\r\n]/.test(cell)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell,
  )
  return quoted.join(delimiter)
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(LINE_END)?.length ?? 0), 0)
}

function unreadable({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'A quotation mark is opened here and never closed, so nothing from this line on was read.'
    : 'This row is longer than a million characters, most likely for a quotation mark that is never closed. Nothing from this line on was read.'
}
