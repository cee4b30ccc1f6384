import { parse } from 'csv-parse/sync'
import { csvOptions } from './csv.ts'
import { emailOf } from './values.ts'

const DELIMITERS = [',', ';', '\t', '|']
const ROWS = 200
/** What Excel and older PowerShells write above the headings. */
const PREFACE = /^(sep=|#TYPE )/i

/** The head of a CSV: which delimiter it has, its headers, and the cells of its first rows. */
export interface CsvHead {
  delimiter: string
  /** Line of the headers, the first being 1; 0 when the file has none. */
  header_line: number
  headers: string[]
  rows: string[][]
}

/**
 * Reads the head of a CSV. The delimiter is the one that cuts most rows into as many cells as the first,
 * of equal ones that which makes most columns, of these any but the comma; a first line `sep=;` settles it, and a line `#TYPE …` of
 * PowerShell is skipped. A first row that holds an e-mail address is no row of headers: the columns are then called `Column 1` and so on.
 * `complete` says that the text is the whole file; else its last row may be cut off and is not looked at.
 */
export function csvHead(text: string, complete: boolean): CsvHead {
  const declared = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const heads = (declared ? [declared] : DELIMITERS).map((delimiter) =>
    headWith(delimiter, text, complete),
  )
  return heads.reduce((best, head) => (evenness(head) > evenness(best) ? head : best))
}

function headWith(delimiter: string, text: string, complete: boolean): CsvHead {
  const all: string[][] = parse(text, {
    ...csvOptions(delimiter),
    max_record_size: 0,
    to: ROWS,
    skip_records_with_error: true,
  })
  const whole = complete || all.length === ROWS ? all : all.slice(0, -1)
  const first = whole.findIndex((row) => !isBlank(row) && !PREFACE.test(row[0] ?? ''))
  const row = whole[first] ?? []
  const rows = whole.slice(first + 1).filter((row) => !isBlank(row))
  if (row.some((cell) => emailOf(cell))) {
    return {
      delimiter,
      header_line: 0,
      headers: row.map((_, i) => `Column ${i + 1}`),
      rows: [row, ...rows],
    }
  }
  return { delimiter, header_line: lineOf(whole, first), headers: namesOf(row), rows }
}

/**
 * How well a delimiter fits: the share of rows as long as the first, then the number of columns, then
 * how seldom it stands in prose.
 */
function evenness({ delimiter, headers, rows }: CsvHead): number {
  if (headers.length < 2) return 0
  const even = rows.filter((row) => row.length === headers.length).length
  const rare = delimiter === ',' ? 0 : 1
  return (even + 1) / (rows.length + 1) + Math.min(headers.length, 999) / 1e6 + rare / 1e9
}

/** Headers of which none is empty and no two are the same. */
function namesOf(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, i) => {
    const name = cell.trim() || `Column ${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

function lineOf(rows: readonly string[][], index: number): number {
  const above = rows.slice(0, index).flat().join('')
  return index + 1 + (above.match(/\r\n|\n|\r/g)?.length ?? 0)
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}
