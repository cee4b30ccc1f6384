/** A report laid out for reading, whatever the form: each renderer draws the same page. */
export interface Page {
  title: string
  blocks: Block[]
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | Table

export interface Table {
  kind: 'table'
  head: Head[]
  rows: Cell[][]
}

export interface Head {
  text: string
  align: 'left' | 'right'
}

/** A text, a bar that is so full, or an interval on a scale. */
export type Cell = string | Bar | Span

/** From 0, empty, to 1. */
export interface Bar {
  bar: number
}

/** Places on a scale from 0 to 1; what lies beyond it is cut. */
export interface Span {
  low: number
  at: number
  high: number
  /** Where no effect would be. */
  zero: number
}

/** Columns of characters that bars and spans are drawn in. */
export const BAR_COLUMNS = 16
export const SPAN_COLUMNS = 31

/** The heads of a table from their texts; those that end in ">" stand to the right. */
export function heads(...texts: string[]): Head[] {
  return texts.map((text) =>
    text.endsWith('>') ? { text: text.slice(0, -1), align: 'right' } : { text, align: 'left' },
  )
}
