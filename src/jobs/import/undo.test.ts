import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { arbitraryFile } from '../../../test/arbitrary-facts.ts'
import { testDatabase } from '../../../test/database.ts'
import { importFacts } from '../../../test/facts.ts'
import { rollup } from '../../metrics/rollup.ts'
import { type Database, many, one, run } from '../../store/db.ts'
import { makePending } from '../../store/pending-documents.ts'
import { undo } from './undo.ts'

const held = testDatabase()
/** The same files at every run; to hunt for more, raise the number of runs and take the seed away. */
const SEED = 20_261_122

const input = { actor: 'test', now: new Date('2026-03-02T12:00:00Z'), dry_run: false }

/** Not compared: what imports and the audit log keep for themselves, and the counter that every change raises. */
const OWN = [
  'imports',
  'import_rows',
  'import_changes',
  'audit_log',
  'document_version',
  'retention',
  'migrations',
]

async function tables({ db }: Database) {
  const rows = await many(
    db,
    sql<{ name: string }>`
      select t.table_name as name from information_schema.tables t
      where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name <> all (${OWN}::text[])
      order by 1
    `,
  )
  return rows.map(({ name }) => name)
}

async function contents(database: Database) {
  await makePending(database.db) // as whoever asks for a document does
  const all: Record<string, unknown[]> = {}
  for (const name of await tables(database))
    all[name] = (
      await many(
        database.db,
        sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`,
      )
    ).map(({ row }) => row)
  return all
}

async function empty(database: Database) {
  await run(
    database.db,
    sql`truncate ${sql.join((await tables(database)).map((t) => sql.table(t)))}, imports, import_rows, import_changes cascade`,
  )
}

test('an import that is undone leaves every table as it was, row for row, whatever stood before', {
  timeout: 240_000,
}, async () => {
  const { database } = held
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryFile, { maxLength: 3 }),
      arbitraryFile,
      async (before, file) => {
        await empty(database)
        for (const earlier of before) await importFacts(database, earlier)
        await rollup(database)
        const was = await contents(database)
        const { import_id, counts, lines } = await importFacts(database, file)
        expect(counts.created + counts.changed + counts.unchanged + counts.refused).toBe(lines)
        await rollup(database)
        await undo(database, import_id, input)
        await rollup(database)
        expect(await contents(database)).toEqual(was)
      },
    ),
    { numRuns: 25, seed: SEED },
  )
})

test('the same file a second time changes nothing', { timeout: 240_000 }, async () => {
  const { database } = held
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryFile, { maxLength: 2 }),
      arbitraryFile,
      async (before, file) => {
        await empty(database)
        for (const earlier of before) await importFacts(database, earlier)
        await importFacts(database, file)
        await rollup(database)
        const was = await contents(database)
        const { counts, lines } = await importFacts(database, file)
        expect({ ...counts, unchanged: counts.unchanged + counts.refused }).toMatchObject({
          created: 0,
          changed: 0,
          unchanged: lines,
        })
        await rollup(database)
        expect(await contents(database)).toEqual(was)
      },
    ),
    { numRuns: 25, seed: SEED },
  )
})

test('a dry run tells what an import would do and writes nothing', {
  timeout: 120_000,
}, async () => {
  const { database } = held
  await fc.assert(
    fc.asyncProperty(
      fc.array(arbitraryFile, { maxLength: 2 }),
      arbitraryFile,
      async (before, file) => {
        await empty(database)
        for (const earlier of before) await importFacts(database, earlier)
        const was = await contents(database)
        const { counts: foretold, effects } = await importFacts(database, {
          ...file,
          dry_run: true,
        })
        expect(await contents(database)).toEqual(was)
        const done = await importFacts(database, file)
        expect(done).toMatchObject({ counts: foretold, effects })
      },
    ),
    { numRuns: 10, seed: SEED },
  )
})

test('counting everything anew gives the same weeks', { timeout: 120_000 }, async () => {
  const { database } = held
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryFile, { minLength: 3, maxLength: 6 }), async (files) => {
      await empty(database)
      for (const file of files) {
        await importFacts(database, file)
        await rollup(database)
      }
      const was = await contents(database)
      await run(
        database.db,
        sql`insert into dirty_weeks select w.user_id, w.week from user_weeks w`,
      )
      await rollup(database)
      expect(await contents(database)).toEqual(was)
      expect(
        (await one(database.db, sql<{ n: number }>`select count(*) as n from dirty_weeks`)).n,
      ).toBe(0)
    }),
    { numRuns: 10, seed: SEED },
  )
})
