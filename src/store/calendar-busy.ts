import { sql } from 'kysely'
import { keyOf } from './accounts.ts'
import { type Db, one, run } from './db.ts'
import type { Change } from './journal.ts'

/*
 * Works on the table `staged` of an import of busy times, with the columns `STAGED`.
 */

/** Columns of a staged line, from its fact. */
export const STAGED = sql`,
  (r.fact->>'starts_at')::timestamptz as starts_at, (r.fact->>'ends_at')::timestamptz as ends_at,
  ${keyOf(sql`(r.fact->'account')`)} as account_key`

/** Creates the busy times that are not there yet; one that is said twice is one. */
export async function insertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into calendar_busy (account_id, starts_at, ends_at, created_in, changed_in)
      select distinct s.account_id, s.starts_at, s.ends_at, ${by.entry}::bigint, ${by.entry}::bigint
      from staged s
      where s.code is null
      on conflict do nothing
    `,
  )
  await run(
    tx,
    sql`
      update staged s set created = true
      from calendar_busy b
      where b.account_id = s.account_id and b.starts_at = s.starts_at and b.ends_at = s.ends_at
        and b.created_in = ${by.entry} and s.code is null
    `,
  )
}

/** Days that the staged lines speak of; null when there are none. */
export function spanStaged(tx: Db): Promise<{ from_day: string | null; to_day: string | null }> {
  return one(
    tx,
    sql`
      select min(s.starts_at at time zone 'UTC')::date as from_day, max(s.ends_at at time zone 'UTC')::date + 1 as to_day
      from staged s
      where s.code is null
    `,
  )
}
