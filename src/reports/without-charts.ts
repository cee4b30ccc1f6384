import type { Block, Chart } from './page.ts'

/** A block of words and numbers alone. */
export type Told = Exclude<Block, Chart>

/** A block for a form that draws no charts: in place of one stand its tables, where it has any. */
export function withoutCharts(block: Block): Told[] {
  return block.kind === 'chart' ? block.tables : [block]
}
