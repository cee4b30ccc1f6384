import type { Head } from '../charts/page.ts'

export type { Bar, Block, Cell, Chart, Head, Page, Span, Table } from '../charts/page.ts'

/** Columns of characters that bars and spans are drawn in. */
export const BAR_COLUMNS = 16
export const SPAN_COLUMNS = 31

/** The heads of a table from their texts; those that end in ">" stand to the right. */
export function heads(...texts: string[]): Head[] {
  return texts.map((text) =>
    text.endsWith('>') ? { text: text.slice(0, -1), align: 'right' } : { text, align: 'left' },
  )
}
