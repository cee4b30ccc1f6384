import { sql } from 'kysely'
import { type Database, type Db, prepareForBulk, run, transaction } from '../src/store/db.ts'
import * as documents from '../src/store/documents.ts'

/** Users whose documents are made in one transaction. */
const STEP = 100_000

/** Fills an empty database with users who have a start date, a GitHub name and three attributes. */
export async function fillDirectory({ db }: Database, { users }: { users: number }): Promise<void> {
  await transaction(db, define)
  for (let first = 1; first <= users; first += STEP)
    await transaction(db, (tx) => addUsers(tx, first, Math.min(users, first + STEP - 1)))
  await run(db, sql`vacuum analyze`)
}

async function define(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into attributes (name, kind, position, created_in, changed_in)
      values ('Level', 'option', 1, 1, 1), ('Geo', 'option', 2, 1, 1), ('Function', 'option', 3, 1, 1)
    `,
  )
  await run(
    tx,
    sql`
      insert into attribute_options (attribute_id, value, position, created_in, changed_in)
      select a.id, a.name || ' ' || n, n, 1, 1 from attributes a cross join generate_series(0, 5) n
    `,
  )
}

async function addUsers(tx: Db, first: number, last: number): Promise<void> {
  await prepareForBulk(tx)
  await run(
    tx,
    sql`
      insert into users (id, email, name, start_date, github_username, created_in, changed_in) overriding system value
      select n, 'person' || n || '@example.com', 'Person ' || n, date '2015-01-01' + (n % 3000), 'gh-' || n, 1, 1
      from generate_series(${first}::int, ${last}::int) n
    `,
  )
  await run(
    tx,
    sql`
      insert into user_attributes (user_id, attribute_id, value, source, created_in, changed_in)
      select n, a.id, a.name || ' ' || (n / a.id) % 6, 'file', 1, 1
      from generate_series(${first}::int, ${last}::int) n
      cross join attributes a
    `,
  )
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select n::bigint as user_id from generate_series(${first}::int, ${last}::int) n
    `,
  )
  await run(tx, sql`analyze touched`)
  await documents.refresh(tx, '2026-03-02')
}
