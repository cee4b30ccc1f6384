import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { many } from './db.ts'
import { PLAN } from './erasure-plan.ts'

const held = testDatabase()

/** Columns by which rows hang on a person or an account. */
const NAMING = ['user_id', 'account_id', 'lead_id', 'owner_id', 'person_id', 'into_id', 'from_id']

interface Column {
  table: string
  column: string
  text: boolean
  refers: boolean
}

function columns(): Promise<Column[]> {
  return many(
    held.database.db,
    sql<Column>`
      select r.relname as "table", a.attname as "column",
        a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype)
          or format_type(a.atttypid, null) like '%[]' as text,
        exists (
          select from pg_constraint k
          where k.conrelid = r.oid and k.contype = 'f' and a.attnum = any (k.conkey)
            and k.confrelid in ('users'::regclass, 'accounts'::regclass)
        ) as refers
      from pg_class r
      join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      where r.relkind in ('r', 'p') and r.relnamespace = 'public'::regnamespace
      order by 1, 2
    `,
  )
}

test('an erasure knows every table, and none that there is not', async () => {
  const tables = new Set((await columns()).map(({ table }) => table))
  expect([...tables].toSorted()).toEqual(Object.keys(PLAN).toSorted())
})

test('an erasure knows what becomes of every row that hangs on a person', async () => {
  const unknown = (await columns()).filter(({ table, column, refers }) => {
    const { rows, clears = {} } = PLAN[table] ?? {}
    return (refers || NAMING.includes(column)) && !rows && !(column in clears)
  })
  expect(unknown).toEqual([])
})

test('an erasure knows of every text whether it may name somebody', async () => {
  const unknown = (await columns()).filter(({ table, column, text }) => {
    const { whole, swept = [], kept = [] } = PLAN[table] ?? {}
    return text && !whole && ![...swept, ...kept].includes(column)
  })
  expect(unknown.map(({ table, column }) => `${table}.${column}`)).toEqual([])
})

test('what an erasure says of columns is of columns that there are', async () => {
  const there = new Set((await columns()).map(({ table, column }) => `${table}.${column}`))
  const said = Object.entries(PLAN).flatMap(
    ([table, { swept = [], kept = [], secret = [], clears = {} }]) =>
      [...swept, ...kept, ...secret, ...Object.keys(clears)].map((column) => `${table}.${column}`),
  )
  expect(said.filter((column) => !there.has(column))).toEqual([])
})
