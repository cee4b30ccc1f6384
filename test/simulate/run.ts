import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { acceptance, type Line, naiveOf, passes } from './acceptance.ts'
import { simulate } from './simulate.ts'

/*
 * npm run simulate [-- --organisations 1000 --seed 1000]
 *
 * Simulates organisations whose truth is known, asks of each what the reports ask, and prints how often the answers are right
 * beside what is required of them. Exit code 1 if something required is not met.
 */

const { values } = parseArgs({
  options: {
    organisations: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1000' },
  },
})
const began = performance.now()
const simulated = await simulate({
  organisations: Number(values.organisations),
  seed: Number(values.seed),
  threads: availableParallelism(),
  progress: process.stderr.isTTY
    ? (done, all) => process.stderr.write(`\r${done} of ${all} organisations`)
    : undefined,
})
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
const lines = acceptance(simulated)
const minutes = (performance.now() - began) / 60_000
print(
  `${values.organisations} organisations of 600 people a scenario, ${minutes.toFixed(1)} minutes`,
)
print('')
print(row('', 'measured', 'required', ''))
for (const line of lines)
  print(row(line.what, percent(line.measured), required(line), verdict(line)))
const { mean, found } = naiveOf(simulated)
print('')
print(
  `Users beside the others, where the tool does nothing: ${percent(mean)} on average, "found" in ${percent(found)} of organisations.`,
)
if (!lines.every((line) => passes(line))) process.exitCode = 1

function row(...[what, measured, bounds, said]: [string, string, string, string]): string {
  return `${what.padEnd(54)}${measured.padStart(9)}  ${bounds.padEnd(18)}${said}`.trimEnd()
}

function required({ least, most }: Line): string {
  if (least === 0) return `at most ${percent(most)}`
  return most === 1 ? `at least ${percent(least)}` : `${percent(least)} to ${percent(most)}`
}

function verdict(line: Line): string {
  return passes(line) ? 'pass' : 'FAIL'
}

function percent(share: number): string {
  return `${(100 * share).toFixed(Math.abs(share) < 0.0995 ? 2 : 1)} %`
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
