import stringWidth from 'string-width'
import { drawCell, toAscii } from './draw.ts'
import type { Page, Table } from './page.ts'
import { type Told, withoutCharts } from './without-charts.ts'

/** Where a page is printed. */
export interface TextOptions {
  /** Columns. */
  width: number
  /** Whether signs beyond ASCII may be printed. */
  unicode: boolean
  style: { bold(text: string): string; dim(text: string): string }
}

/** Plain text of 80 columns. */
export const PLAIN_TEXT: TextOptions = {
  width: 80,
  unicode: true,
  style: { bold: (text) => text, dim: (text) => text },
}

/** A page for the terminal: tables with small bars, and paragraphs that are wrapped. */
export function textOf({ title, blocks }: Page, options: TextOptions = PLAIN_TEXT): string {
  const heading = wrap(signs(title, options), options.width).map(options.style.bold)
  const told = blocks.flatMap(withoutCharts).map((block) => textOfBlock(block, options))
  return [heading.join('\n'), ...told].join('\n\n')
}

/** A paragraph, wrapped. */
export function paragraphOf(text: string, options: TextOptions = PLAIN_TEXT): string {
  return wrap(signs(text, options), options.width).join('\n')
}

function textOfBlock(block: Told, options: TextOptions): string {
  if (block.kind === 'table') return tableLines(block, options).join('\n')
  if (block.kind === 'list')
    return block.items.map((item) => hanging(signs(item, options), options)).join('\n')
  if (block.kind === 'text') return paragraphOf(block.text, options)
  return wrap(signs(block.text, options), options.width).map(options.style.bold).join('\n')
}

function hanging(item: string, { width, unicode }: TextOptions): string {
  const [first, ...rest] = wrap(item, width - 2)
  return [`${unicode ? '·' : '-'} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n')
}

function tableLines({ head, rows }: Table, { unicode, style }: TextOptions): string[] {
  const drawn = rows.map((row) => row.map((cell) => drawCell(cell, unicode)))
  const titles = head.map(({ text }) => drawCell(text, unicode))
  const widths = head.map((_, i) =>
    Math.max(...[titles, ...drawn].map((row) => stringWidth(row[i] ?? ''))),
  )
  const line = (row: string[]) =>
    row
      .map((text, i) => pad(text, widths[i] ?? 0, head[i]?.align ?? 'left'))
      .join('  ')
      .trimEnd()
  const top = titles.some((text) => text !== '') ? [style.dim(line(titles))] : []
  return [...top, ...drawn.map(line)]
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blank = ' '.repeat(Math.max(0, width - stringWidth(text)))
  return align === 'left' ? text + blank : blank + text
}

function signs(text: string, { unicode }: TextOptions): string {
  return unicode ? text : toAscii(text)
}

/** Lines of at most so many columns; a word that is longer stands alone. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || stringWidth(`${last} ${word}`) > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
