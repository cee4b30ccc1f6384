import { sql } from 'kysely'
import { rollup as count } from '../src/metrics/rollup.ts'
import { type Database, run, transaction } from '../src/store/db.ts'
import type { Bench, Circumstances, Limit } from './bench.ts'
import { onServer, openNew } from './databases.ts'
import { type Extent, fillDay, fillWork } from './facts.ts'
import { duration, timed, whole } from './measure.ts'
import { WEEKS } from './weeks.ts'

export const rollup: Bench = {
  name: 'rollup',
  summary: 'a year of facts made into weekly numbers, from nothing; then the facts of one day more',
  async run(circumstances) {
    const { small, say } = circumstances
    const limits = await onServer(circumstances, ({ database }) =>
      measure(circumstances, database, small ? 1_000 : 10_000),
    )
    say('Embedded database, in memory')
    const embedded = await openNew({})
    await measure(circumstances, embedded, small ? 100 : 1_000).finally(() => embedded.close())
    return limits
  },
}

async function measure(
  { say }: Circumstances,
  database: Database,
  people: number,
): Promise<Limit[]> {
  const extent: Extent = { people, weeks: WEEKS, pulls: WEEKS }
  await fillWork(database, extent)
  await run(database.db, sql`vacuum analyze`)
  let weeks = 0
  const ms = await timed(async () => {
    weeks = await count(database)
  })
  say('people, weeks of people', `${whole(people)}, ${whole(weeks)}`)
  say('counted in', `${duration(ms)}, ${whole((1000 * weeks) / ms)} weeks of people/s`)
  await transaction(database.db, (tx) => fillDay(tx, extent))
  const day = await timed(() => count(database))
  say('a day more counted in', duration(day))
  return [
    {
      what: `a day of ${whole(people)} people, seconds`,
      measured: day / 1000,
      limit: 2,
      side: 'at most',
    },
  ]
}
