import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passed } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { EraseTask } from '../../test/erase-child.ts'
import { importFacts } from '../../test/facts.ts'
import { openPlace, type Place } from '../../test/fakes/killing/place.ts'
import { runInProcess } from '../../test/fakes/killing/process.ts'
import {
  ADA,
  ANSWERS,
  countAnew,
  everything,
  findText,
  importAll,
  KNOWN_BY,
} from '../../test/person-world.ts'
import { type Db, one, openPostgres, run, transaction } from './db.ts'

/** Tables at whose first change a child is killed on a server, in the order in which an erasure comes to them. */
const TABLES = [
  ...['pull_requests', 'tool_days', 'survey_answers', 'user_attributes', 'users'],
  ...['import_rows', 'tombstones', 'document_version'],
]
/** Parts of the time of a whole erasure after which a child is killed that has the embedded database to itself. */
const PARTS = [0.35, 0.7]

const CHILD = join(import.meta.dirname, '../../test/erase-child.ts')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-erase-kill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('an erasure that is killed leaves all of the person or nothing, and a second run finishes it', {
  timeout: 120_000,
}, async () => {
  const place = await openPlace(folder, 'killed')
  const before = await place.look(async (database) => {
    await importAll({ database })
    await importFacts(database, { kind: 'survey_answers', facts: ANSWERS })
    await countAnew({ database })
    return everything(database.db)
  })
  const kill = inject('database') === 'postgres' ? killedAtTables : killedAtMoments
  let done = false
  for await (const killed of kill(place)) {
    done = await place.look(async ({ db }) => {
      if (await isErased(db)) return true
      expect(await everything(db)).toEqual(before)
      return false
    })
    if (done) break // the moment came too late, which happens to the embedded database alone
    expect(killed).toBe(true)
  }
  expect(done && inject('database') === 'postgres').toBe(false)
  if (!done) await erase(place)
  expect(await place.look(({ db }) => findText(db, KNOWN_BY))).toEqual([])
  await place.dispose()
})

const isErased = async (db: Db) =>
  !(
    await one(
      db,
      sql<{ any: boolean }>`select exists (select from users u where u.email = ${ADA}) as any`,
    )
  ).any

const erase = (place: Place, opened?: Parameters<typeof runInProcess>[2], rehearse = false) => {
  const task: EraseTask = { ...place.task, email: ADA, rehearse }
  return runInProcess(CHILD, task, opened)
}

/** Kills a child for each table, while it waits to change it because somebody else holds it. */
async function* killedAtTables(place: Place): AsyncGenerator<boolean> {
  for (const table of TABLES) {
    const holder = await openPostgres(place.task.url ?? '', { connections: 1 })
    const { killed } = await transaction(holder.db, async (tx) => {
      await run(tx, sql`lock table ${sql.table(table)} in share mode`)
      return erase(place, (kill) => {
        let ended = false
        void whenOneWaits(tx, table, () => ended).then(kill)
        return () => {
          ended = true
        }
      })
    })
    await holder.close()
    yield killed
  }
}

async function whenOneWaits(tx: Db, table: string, inVain: () => boolean): Promise<void> {
  const waiting = sql<{ any: boolean }>`
    select exists (select from pg_locks l where not l.granted and l.relation = ${table}::regclass) as any
  `
  while (!inVain() && !(await one(tx, waiting)).any) await passed(5)
}

/** Kills a child at each moment, as far as its rehearsal tells when that is. */
async function* killedAtMoments(place: Place): AsyncGenerator<boolean> {
  for (const part of PARTS) {
    const atMoment = (kill: () => void, ms: string) => {
      const timer = setTimeout(kill, part * Number(ms))
      return () => clearTimeout(timer)
    }
    yield (await erase(place, atMoment, true)).killed
  }
}
