import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'

/** Where a command speaks: answers on stdout, everything else on stderr. */
export interface Terminal {
  /** Prints an answer. */
  print(text: string): void
  /** Says something beside the answer. */
  say(text: string): void
  /** Shows how far a long piece of work has come, on a terminal only; undefined wipes it away. */
  progress(text: string | undefined): void
  /** Asks yes or no; elsewhere than on a terminal the answer is yes. */
  confirm(question: string): Promise<boolean>
  style: Style
  /** Columns of the terminal; 80 elsewhere. */
  width: number
  /** Whether characters beyond ASCII may be printed. */
  unicode: boolean
}

export interface Style {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  green(text: string): string
  yellow(text: string): string
}

/** The terminal of this process. `quiet` leaves stdout to the one document of `--json`. */
export function openTerminal({
  color,
  locale = '',
}: {
  color: boolean
  locale?: string | undefined
}): Terminal {
  const { stdout, stderr, stdin } = process
  const interactive = stderr.isTTY === true
  let shown = false
  const progress = (text: string | undefined) => {
    if (!interactive || (text === undefined && !shown)) return
    stderr.write(
      `\r\u001b[2K${text === undefined ? '' : text.slice(0, (stderr.columns ?? 80) - 1)}`,
    )
    shown = text !== undefined
  }
  return {
    print: (text) => {
      progress(undefined)
      stdout.write(`${text}\n`)
    },
    say: (text) => {
      progress(undefined)
      stderr.write(`${text}\n`)
    },
    progress,
    confirm: async (question) => {
      progress(undefined)
      if (!stdin.isTTY || !interactive) return true
      const reader = createInterface({ input: stdin, output: stderr })
      const answer = await reader.question(`${question} [y/N] `).finally(() => reader.close())
      return /^y(es)?$/i.test(answer.trim())
    },
    style: styles(color && stdout.isTTY === true),
    width: Math.max(60, Math.min(stdout.columns ?? 80, 120)),
    unicode: /utf-?8/i.test(locale) || process.platform === 'win32',
  }
}

function styles(on: boolean): Style {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    on ? styleText(format, text) : text
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    green: style('green'),
    yellow: style('yellow'),
  }
}
