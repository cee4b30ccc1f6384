import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase, testDatabase } from '../../test/database.ts'
import { countAnew, importAll, tellBySource } from '../../test/person-world.ts'
import { backup } from './backup.ts'
import { tables } from './backup-tables.ts'
import { type Database, type Db, many, one, openEmbedded, run } from './db.ts'
import { files, migrate, pending } from './migrate.ts'
import { restore } from './restore.ts'

const held = testDatabase()
const now = new Date('2026-03-02T12:00:00Z')

async function linesOf(database: Database): Promise<string[]> {
  const lines: string[] = []
  await backup(database, { now, write: async (text) => void lines.push(text.trimEnd()) })
  return lines
}

async function* each(lines: string[]): AsyncGenerator<string> {
  yield* lines
}

/** Every row of every table as text, in order. */
async function rowsOf(db: Db): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const { table } of await tables(db)) {
    const rows = await many(
      db,
      sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t order by 1`,
    )
    all[table] = rows.map(({ row }) => row)
  }
  return all
}

test('a backup of one database restored into the other and back again is the same, row for row', async () => {
  const { database } = held
  await importAll(held)
  await tellBySource(held as Parameters<typeof tellBySource>[0])
  await countAnew(held)
  await run(
    database.db,
    sql`
      insert into released_groups (hash, people, total, members) values ('x', 8, 36, decode('ff00', 'hex'));
    `,
  )
  const before = await rowsOf(database.db)
  expect(before.users?.length).toBe(4)
  const lines = await linesOf(database)
  const other = await openEmbedded({})
  expect(await restore(other, each(lines), { force: false })).toBe(
    Object.values(before).flat().length,
  )
  expect(await rowsOf(other.db)).toEqual(before)
  const back = await openTestDatabase()
  await restore(back.database, each(await linesOf(other)), { force: false })
  expect(await rowsOf(back.database.db)).toEqual(before)
  await back.dispose()
  await other.close()
})

test('a restored installation goes on: new rows get new numbers, and what hangs together is held', async () => {
  const { database, dispose } = await openTestDatabase()
  await run(held.database.db, sql`select nextval(pg_get_serial_sequence('users', 'id')::regclass)`)
  await restore(database, each(await linesOf(held.database)), { force: false })
  const next = (db: Db) =>
    one(
      db,
      sql<{ n: number }>`select nextval(pg_get_serial_sequence('users', 'id')::regclass) as n`,
    )
  expect(await next(database.db)).toEqual(await next(held.database.db))
  const orphan = run(database.db, sql`update accounts set user_id = 999999`)
  await expect(orphan).rejects.toThrow(/foreign key/)
  await dispose()
})

test('there must be nothing yet, unless it is forced', async () => {
  const lines = await linesOf(held.database)
  const { database, dispose } = await openTestDatabase()
  await run(
    database.db,
    sql`insert into users (email, name, created_in, changed_in) values ('x@example.com', 'X', 1, 1)`,
  )
  const before = await rowsOf(database.db)
  await expect(restore(database, each(lines), { force: false })).rejects.toThrow(/--force/)
  expect(await rowsOf(database.db)).toEqual(before)
  await restore(database, each(lines), { force: true })
  expect(await rowsOf(database.db)).toEqual(await rowsOf(held.database.db))
  await dispose()
})

test('a damaged backup restores nothing at all', async () => {
  const lines = await linesOf(held.database)
  const { database, dispose } = await openTestDatabase()
  const before = await rowsOf(database.db)
  const place = lines.findIndex((line) => line.includes('Augusta'))
  const altered = lines.with(place, lines[place]?.replace('Augusta', 'Berta') ?? '')
  const damaged = [lines.slice(0, -1), altered, lines.toSpliced(place, 1), ['{}'], []]
  for (const some of damaged)
    await expect(restore(database, each(some), { force: false })).rejects.toMatchObject({
      code: 'file_refused',
    })
  expect(await rowsOf(database.db)).toEqual(before)
  await dispose()
})

test('a backup of a newer version is refused, and one of an older version where there is one already', async () => {
  const lines = await linesOf(held.database)
  const { migrations, ...rest } = JSON.parse(lines[0] ?? '')
  const { database, dispose } = await openTestDatabase()
  const made = (names: string[]) =>
    restore(database, each([JSON.stringify({ ...rest, migrations: names }), ...lines.slice(1)]), {
      force: false,
    })
  await expect(made([...migrations, '9999_later.sql'])).rejects.toThrow(/newer version/)
  await expect(made(migrations.slice(0, -1))).rejects.toThrow(/older version/)
  await dispose()
})

test('a backup of an older version is brought to the newest one in a new database', {
  timeout: 120_000,
}, async () => {
  const [older, newer] = [await openEmbedded({}), await openEmbedded({})]
  await migrate(
    older,
    files().filter((name) => name < '0023'),
  )
  await run(
    older.db,
    sql`insert into users (email, name, created_in, changed_in) values ('x@example.com', 'X', 1, 1)`,
  )
  await restore(newer, each(await linesOf(older)), { force: false })
  expect(await many(newer.db, sql`select u.name from users u`)).toEqual([{ name: 'X' }])
  expect(await pending(newer.db)).toEqual([])
  expect(await many(newer.db, sql`select k.singleton from tombstone_key k`)).toHaveLength(1)
  await older.close()
  await newer.close()
})
