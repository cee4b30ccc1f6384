import type { ChartData } from './charts.ts'

/** A report laid out for reading, whatever the form: each renderer draws the same page. It may travel as JSON. */
export interface Page {
  title: string
  blocks: Block[]
}

export type Block =
  /** A smaller one stays within the part of the page that it stands in. */
  | { kind: 'heading'; text: string; small?: true }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | Table
  | Chart

export interface Table {
  kind: 'table'
  head: Head[]
  rows: Cell[][]
}

/** A chart. It never tells what no table and no sentence of its page tells. */
export interface Chart {
  kind: 'chart'
  /** What it shows, for those who do not see it. */
  label: string
  /** How it is to be read. */
  note: string
  drawn: ChartData
  /** The same as tables: below the chart, and in place of it where none can be drawn. */
  tables: Table[]
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
