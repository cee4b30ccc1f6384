import { BAR_COLUMNS, type Bar, type Cell, SPAN_COLUMNS, type Span } from './page.ts'

/** A cell as characters; with ASCII alone where nothing else can be printed. */
export function drawCell(cell: Cell, unicode: boolean): string {
  if (typeof cell === 'string') return unicode ? cell : toAscii(cell)
  return 'bar' in cell ? drawBar(cell, unicode) : drawSpan(cell, unicode)
}

/** A text without the signs that ASCII lacks; letters of names stay. */
export function toAscii(text: string): string {
  return text.replace(/[−–’…·≥]/g, (sign) => ASCII[sign] ?? sign)
}

const ASCII: Record<string, string> = {
  '−': '-',
  '–': '-',
  '’': "'",
  '…': '...',
  '·': '-',
  '≥': '>=',
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

function drawBar({ bar }: Bar, unicode: boolean): string {
  const filled = Math.max(0, Math.min(1, bar)) * BAR_COLUMNS
  if (!unicode) return '#'.repeat(Math.round(filled))
  const eighths = Math.round(filled * EIGHTHS.length)
  return '█'.repeat(Math.floor(eighths / EIGHTHS.length)) + EIGHTHS[eighths % EIGHTHS.length]
}

function drawSpan({ low, at, high, zero }: Span, unicode: boolean): string {
  const [line, dot, axis, crossing] = unicode ? ['─', '●', '┊', '┼'] : ['-', 'o', ':', '+']
  const columnOf = (place: number) =>
    Math.round(Math.max(0, Math.min(1, place)) * (SPAN_COLUMNS - 1))
  const columns = Array.from({ length: SPAN_COLUMNS }, (_, i) => {
    if (i === columnOf(at)) return dot
    const within = i >= columnOf(low) && i <= columnOf(high)
    if (i === columnOf(zero)) return within ? crossing : axis
    return within ? line : ' '
  })
  return columns.join('').trimEnd()
}
