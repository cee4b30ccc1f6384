import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { many } from './db.ts'
import { MOVED, UNMOVED } from './merged-tables.ts'

const held = testDatabase()

test('a merge knows every table that has a column of a user', async () => {
  const columns = await many(
    held.database.db,
    sql<{ column: string }>`
      select distinct c.table_name || '.' || c.column_name as "column"
      from information_schema.columns c
      where c.table_schema = 'public' and (
        c.column_name in ('user_id', 'lead_id', 'owner_id', 'person_id')
        or exists (
          select from information_schema.key_column_usage k
          join information_schema.referential_constraints r on r.constraint_name = k.constraint_name
          join information_schema.constraint_column_usage u on u.constraint_name = r.constraint_name
          where k.table_name = c.table_name and k.column_name = c.column_name and u.table_name = 'users'
        )
      )
      order by 1
    `,
  )
  const known = [
    ...MOVED.map(({ table, user }) => `${table}.${user}`),
    ...UNMOVED.map((table) => `${table}.user_id`),
  ]
  expect(columns.map(({ column }) => column)).toEqual(known.toSorted())
})
