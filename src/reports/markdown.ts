import { drawCell } from './draw.ts'
import type { Cell, Page, Table } from './page.ts'
import { type Told, withoutCharts } from './without-charts.ts'

/** A page as Markdown, with tables as GitHub has them. */
export function markdownOf({ title, blocks }: Page): string {
  return `${[`# ${plain(title)}`, ...blocks.flatMap(withoutCharts).map(markdownOfBlock)].join('\n\n')}\n`
}

function markdownOfBlock(block: Told): string {
  if (block.kind === 'table') return tableOf(block)
  if (block.kind === 'list') return block.items.map((item) => `- ${plain(item)}`).join('\n')
  if (block.kind === 'text') return plain(block.text)
  return `${block.small ? '###' : '##'} ${plain(block.text)}`
}

function tableOf({ head, rows }: Table): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [
    line(head.map(({ text }) => plain(text))),
    line(head.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...rows.map((row) => line(row.map(cellOf))),
  ].join('\n')
}

/** What is drawn keeps its columns as code. */
function cellOf(cell: Cell): string {
  if (typeof cell === 'string') return plain(cell)
  const drawn = drawCell(cell, true)
  return drawn === '' ? '' : `\`${drawn}\``
}

/** Names come from outside: nothing in them is markup. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
}
