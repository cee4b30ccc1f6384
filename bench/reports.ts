import { observedExpected } from '../src/stats/observed-expected.ts'
import type { Bench, Limit } from './bench.ts'
import { onServer } from './databases.ts'
import { duration, whole } from './measure.ts'
import { limitsOf, measureReports, type Times } from './reports-measure.ts'
import { fillWeeks, WEEKS } from './weeks.ts'

const ROUNDS = 3

/** Periods of four weeks, and teams, of the panel of people that is estimated. */
const PERIODS = 26
const TEAM_SIZE = 8

export const reports: Bench = {
  name: 'reports',
  summary:
    'every report at two sizes, a year of weeks, beside a bare SQL; observed against expected',
  async run(circumstances) {
    const { small, say } = circumstances
    const sizes = small ? [2_000, 20_000] : [100_000, 1_000_000]
    const all: Times[] = []
    for (const people of sizes)
      await onServer(circumstances, async ({ database }) => {
        await fillWeeks(database, { people })
        say(`people, weeks`, `${whole(people)}, ${WEEKS}`)
        all.push(await measureReports(database.db, circumstances, ROUNDS))
      })
    const [first = new Map(), second = new Map()] = all
    for (const [name, ms] of second)
      say(`${name}, slope`, slope(ms / (first.get(name) ?? Number.NaN), sizes))
    return [...limitsOf(second), estimation(sizes.at(-1) ?? 0, say)].flat()
  },
}

/** By which power of the number of people the time grows. */
function slope(ratio: number, [few = 1, many = 1]: number[]): string {
  return `people ^ ${(Math.log(ratio) / Math.log(many / few)).toFixed(2)}`
}

/** The estimate of an impact over a panel in memory, of which a third adopts from the tenth period on. */
function estimation(people: number, say: (name: string, numbers: string) => void): Limit[] {
  const cells = people * PERIODS
  const panel = {
    people,
    periods: PERIODS,
    num: Float64Array.from({ length: cells }, (_, i) => (i * 7919) % 11),
    den: new Float64Array(cells).fill(20),
    adoption: Int32Array.from({ length: people }, (_, i) => (i % 3 === 0 ? 10 + (i % 8) : -1)),
    stratum: Int32Array.from({ length: people }, (_, i) => i % 3),
    team: Int32Array.from({ length: people }, (_, i) => Math.floor(i / TEAM_SIZE)),
  }
  const started = performance.now()
  observedExpected(panel, 'counts')
  const taken = performance.now() - started
  say(
    'observed against expected',
    `${whole(people)} people, ${PERIODS} periods: ${duration(taken)}`,
  )
  return [
    {
      what: 'observed against expected, seconds',
      measured: taken / 1000,
      limit: 2,
      side: 'at most',
    },
  ]
}
