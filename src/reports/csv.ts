import type { Estimate } from '../model/index.ts'

/** A cell: a text, a number, or nothing. */
export type CsvCell = string | number | null

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * Lines of CSV as RFC 4180 has them. A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers
 * stay numbers, in full.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const COLUMNS = [
  'section',
  'metric',
  'cohort',
  'compared_to',
  'figure',
  'estimate',
  'low',
  'high',
  'people',
  'teams',
  'unit',
  'note',
] as const

/** A line of a report: one figure, and what it is about. */
export type ReportRow = Partial<Record<(typeof COLUMNS)[number], CsvCell>>

/** A report as CSV with a head: a line a figure, so that it can be filtered and joined. */
export function reportCsv(rows: readonly ReportRow[]): string {
  return csvOf([COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column] ?? null))])
}

/** The cells of an estimate; empty where there is none. */
export function estimateCells(
  estimate: Estimate | null,
): Pick<ReportRow, 'estimate' | 'low' | 'high'> {
  if (estimate === null) return {}
  return { estimate: estimate.estimate, low: estimate.interval.low, high: estimate.interval.high }
}
