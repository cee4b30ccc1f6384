const LONGEST = 16_000_000

/** A line of a file; the first is number 1. */
export interface TextLine {
  line: number
  text: string
}

/**
 * The lines of a text that comes piece by piece, ended by LF, CR LF or CR, blank ones included. A line
 * over 16 million characters is cut there, so that a file without line ends fits into memory.
 */
export async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let line = 1
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + piece
    // A CR at the very end may be the first half of a CR LF.
    const parts = text.endsWith('\r') ? splitLines(text.slice(0, -1)) : splitLines(text)
    rest = (parts.pop() ?? '').slice(0, LONGEST) + (text.endsWith('\r') ? '\r' : '')
    for (const part of parts) yield { line: line++, text: part }
  }
  const parts = splitLines(rest)
  if (parts.at(-1) === '') parts.pop()
  for (const part of parts) yield { line: line++, text: part }
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}
