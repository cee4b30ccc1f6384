import { isWithin, type Limit } from './bench.ts'

const WIDTH = 80
const NAMES = 36

/** Prints a sentence, or a name with its numbers beside it, in lines of 80 columns. */
export function print(text: string, numbers?: string): void {
  const lines =
    numbers === undefined
      ? wrap(text, WIDTH)
      : wrap(numbers, WIDTH - NAMES - 2).map(
          (part, i) => `  ${(i === 0 ? text : '').padEnd(NAMES)}${part}`,
        )
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Prints each limit with what was measured, and whether that is within it. */
export function printLimits(limits: readonly Limit[]): void {
  if (limits.length === 0) return
  print(`\n${'limit'.padEnd(46)}${'measured'.padStart(9)}${'limit'.padStart(17)}`)
  for (const limit of limits) {
    const bound = `${limit.side} ${limit.limit}`
    const verdict = isWithin(limit) ? 'pass' : 'FAIL'
    process.stdout.write(
      `${limit.what.padEnd(46)}${limit.measured.toFixed(2).padStart(9)}${bound.padStart(17)}  ${verdict}\n`,
    )
  }
}

function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines = ['']
    for (const word of line.split(' ')) {
      const last = lines.at(-1) ?? ''
      if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
    }
    return lines
  })
}
