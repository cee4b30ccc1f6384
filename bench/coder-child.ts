import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { runSync } from '../src/jobs/sync/run.ts'
import { one, openPostgres } from '../src/store/db.ts'
import * as sources from '../src/store/sources.ts'
import { givenSource, SECRET_KEY } from '../test/source.ts'
import { given, tell } from './child.ts'
import { timed } from './measure.ts'

/** What one run took: milliseconds, the most memory that the process ever had in bytes; and the days of use there are then. */
export interface Synced {
  ms: number
  memory: number
  facts: number
}

const task = given<{
  database: string
  source: Record<string, unknown>
  token: string
  now: string
}>()
const database = await openPostgres(task.database)
const known = await sources.list(database.db)
const source_id =
  known[0]?.id ??
  (await givenSource(database, {
    kind: 'coder',
    name: 'Coder',
    settings: task.source,
    secret: { token: task.token },
  }))
const ms = await timed(async () => {
  const sync = await runSync(
    { database, secretKey: SECRET_KEY, now: () => new Date(task.now), wait: (ms) => wait(ms) },
    { source_id, asked_by: 'bench' },
  )
  if (sync.status !== 'done') throw new Error(sync.error ?? 'The run did not end.')
})
const { facts } = await one(
  database.db,
  sql<{ facts: number }>`select count(*) as facts from tool_days`,
)
await database.close()
tell({ ms, memory: process.resourceUsage().maxRSS * 1024, facts } satisfies Synced)
