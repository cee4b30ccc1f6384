import { observedExpected } from '../src/stats/observed-expected.ts'
import type { Panel } from '../src/stats/panel/panel.ts'
import { random } from '../src/stats/random.ts'
import type { Bench, Circumstances, Limit } from './bench.ts'
import { onServer } from './databases.ts'
import { duration, whole } from './measure.ts'
import { limitsOf, measureReports, type Times } from './reports-measure.ts'
import { fillWeeks, WEEKS } from './weeks.ts'

const ROUNDS = 3

/** Periods of four weeks, and teams, of the panel of people that is estimated. */
const PERIODS = 26
const TEAM_SIZE = 8

/** Weeks that are stored at all sizes but where a year of them is. */
const QUARTER = 12

export const reports: Bench = {
  name: 'reports',
  summary:
    'every report from few people to many, beside a bare SQL, with its slope; observed against expected',
  async run(circumstances) {
    const most = circumstances.small ? 20_000 : 1_000_000
    return [
      ...(await grow(circumstances, QUARTER, sizesUpTo(most))),
      ...(await grow(circumstances, WEEKS, sizesUpTo(most / 10))),
      ...estimations(sizesUpTo(1_000_000), circumstances.say),
    ]
  },
}

/** From a thousand on, ten times as many each. */
function sizesUpTo(most: number): number[] {
  const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((people) => people < most)
  return [...sizes, most]
}

async function grow(
  circumstances: Circumstances,
  weeks: number,
  sizes: number[],
): Promise<Limit[]> {
  const { say } = circumstances
  const all: Times[] = []
  for (const people of sizes)
    await onServer(circumstances, async ({ database }) => {
      await fillWeeks(database, { people, weeks })
      say('people, weeks', `${whole(people)}, ${weeks}`)
      all.push(await measureReports(database.db, circumstances, { weeks, rounds: ROUNDS }))
    })
  const [first, last] = [all[0] as Times, all.at(-1) as Times]
  for (const [name, ms] of last)
    say(`${name}, slope`, slope(ms / (first.get(name) ?? Number.NaN), sizes))
  return limitsOf(last, sizes.at(-1) as number)
}

/** By which power of the number of people the time grows. */
function slope(ratio: number, sizes: number[]): string {
  const [few, many] = [sizes[0] as number, sizes.at(-1) as number]
  return `people ^ ${(Math.log(ratio) / Math.log(many / few)).toFixed(2)}`
}

function estimations(sizes: number[], say: Circumstances['say']): Limit[] {
  const times = sizes.map((people) => {
    const panel = panelOf(people)
    const started = performance.now()
    observedExpected(panel, 'counts')
    const taken = performance.now() - started
    say(`observed v expected, ${whole(people)} people`, `${PERIODS} periods: ${duration(taken)}`)
    return taken
  })
  const last = times.at(-1) as number
  say('observed v expected, slope', slope(last / (times[0] as number), sizes))
  return [
    {
      what: 'observed v expected, a million, seconds',
      measured: last / 1000,
      limit: 2,
      side: 'at most',
    },
  ]
}

/** A panel in memory, of which a third adopts over two thirds of the periods; of one cell in a hundred nothing is known. */
function panelOf(people: number): Panel {
  const { uniform } = random(1)
  const cells = people * PERIODS
  return {
    people,
    periods: PERIODS,
    num: Float64Array.from({ length: cells }, (_, i) => (i * 7919) % 11),
    den: Float64Array.from({ length: cells }, () => (uniform() < 0.01 ? 0 : 20)),
    adoption: Int32Array.from({ length: people }, (_, i) => (i % 3 === 0 ? 6 + (i % 18) : -1)),
    stratum: Int32Array.from({ length: people }, (_, i) => i % 3),
    team: Int32Array.from({ length: people }, (_, i) => Math.floor(i / TEAM_SIZE)),
  }
}
