import { readFileSync } from 'node:fs'
import { drawChart } from '../charts/draw.ts'
import { escaped } from '../charts/drawing.ts'
import type { Bar, Block, Cell, Chart, Page, Span, Table } from './page.ts'

const STYLE = ['../charts/colours.css', './html.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n')

/** Widths in pixels at which charts are drawn: one for a screen or paper, one for a telephone. */
const WIDE = 720
const NARROW = 350

/**
 * A page as one HTML file that needs no other and runs nothing: its charts are drawn in it. It follows the reader's colour
 * scheme, and may be printed. Whatever comes from outside is text in it, never markup.
 */
export function htmlOf({ title, blocks }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${blocks.map(htmlOfBlock).join('\n')}
<footer>Made by Facet. This file is complete in itself.</footer>
</body>
</html>
`
}

function htmlOfBlock(block: Block): string {
  if (block.kind === 'table') return tableOf(block)
  if (block.kind === 'chart') return figureOf(block)
  if (block.kind === 'list')
    return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
  if (block.kind === 'text') return `<p>${escaped(block.text)}</p>`
  const tag = block.small ? 'h3' : 'h2'
  return `<${tag}>${escaped(block.text)}</${tag}>`
}

function figureOf({ label, note, drawn, tables }: Chart): string {
  const drawing = (name: string, width: number) =>
    `<div class="chart ${name}" role="img" aria-label="${escaped(label)}">${drawChart(drawn, width)}</div>`
  const same = tables.map(tableOf).join('\n')
  return [
    `<figure>${drawing('wide', WIDE)}${drawing('narrow', NARROW)}<figcaption>${escaped(note)}</figcaption></figure>`,
    ...(same === '' ? [] : [`<details><summary>As a table</summary>${same}</details>`]),
  ].join('\n')
}

function tableOf({ head, rows }: Table): string {
  const classOf = (place: number) => (head[place]?.align === 'right' ? ' class="right"' : '')
  const top = head.map(({ text }, i) => `<th${classOf(i)}>${escaped(text)}</th>`)
  const lines = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${classOf(i)}>${cellOf(cell)}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll"><table><thead><tr>${top.join('')}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

function cellOf(cell: Cell): string {
  if (typeof cell === 'string') return escaped(cell)
  return 'bar' in cell ? barOf(cell) : spanOf(cell)
}

function barOf({ bar }: Bar): string {
  return small('bar', `<rect width="${within(bar)}" height="12" fill="var(--cohort-0)"/>`)
}

function spanOf({ low, at, high, zero }: Span): string {
  const [from, to] = [within(low), within(high)]
  return small(
    'span',
    `<rect x="${within(zero)}" width="1" height="12" fill="var(--quiet)"/>` +
      `<rect x="${from}" y="5" width="${to - from}" height="2" fill="var(--cohort-0)"/>` +
      `<rect x="${within(at) - 1}" y="2" width="3" height="8" fill="var(--cohort-0)"/>`,
  )
}

function small(name: string, inside: string): string {
  return `<svg class="${name}" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">${inside}</svg>`
}

/** A place from 0 to 1 as one from 0 to 100; what lies beyond is cut. */
function within(place: number): number {
  return 100 * Math.max(0, Math.min(1, place))
}
