import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { many, one, readOnly, transaction } from './db.ts'
import { migrate, pending } from './migrate.ts'

const held = testDatabase()

test('a migrated database wants no migration, and a second run does nothing', async () => {
  expect(await pending(held.database.db)).toEqual([])
  expect(await migrate(held.database)).toEqual([])
})

test('both databases give the same types', async () => {
  const row = await one(
    held.database.db,
    sql`
      select 1::bigint as big, 1.5::numeric as num, date '2026-01-31' as day, 'infinity'::date as open, array['a'] as list,
        '{"a":1}'::jsonb as json, true as yes, timestamptz '2026-01-31 10:00:00+01' as at
    `,
  )
  expect(row).toEqual({
    big: 1,
    num: 1.5,
    day: '2026-01-31',
    open: 'infinity',
    list: ['a'],
    json: { a: 1 },
    yes: true,
    at: '2026-01-31T09:00:00.000Z',
  })
})

test('the outer database inside a transaction is refused instead of waiting for ever', async () => {
  const { db } = held.database
  await expect(transaction(db, () => many(db, sql`select 1`))).rejects.toThrow('use its tx')
})

test('a read-only transaction cannot write', async () => {
  const { db } = held.database
  const writing = readOnly(db, (tx) =>
    many(tx, sql`insert into audit_log (actor, action) values ('a', 'b')`),
  )
  await expect(writing).rejects.toMatchObject({ code: '25006' })
})

test('a transaction that throws leaves nothing', async () => {
  const { db } = held.database
  const failing = transaction(db, async (tx) => {
    await many(tx, sql`insert into audit_log (actor, action) values ('a', 'b')`)
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(await many(db, sql`select l.id from audit_log l`)).toEqual([])
})
