import { sql } from 'kysely'
import { keyOf } from './accounts.ts'
import { type Db, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Works on the table `staged` of an import of absences, with the columns `STAGED`.
 */

/** Columns of a staged line, from its fact; the last day is excluded here. */
export const STAGED = sql`,
  (r.fact->>'first_day')::date as from_day, (r.fact->>'last_day')::date + 1 as to_day, r.fact->>'kind' as kind,
  ${keyOf(sql`(r.fact->'account')`)} as account_key`

/** Of several lines about the same account that begin on one day the last one counts; the others change nothing. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set code = 'duplicate'
      from (
        select s.line, row_number() over (partition by s.account_id, s.from_day order by s.line desc) as n
        from staged s
        where s.code is null
      ) d
      where d.line = s.line and d.n > 1
    `,
  )
}

/** Creates and changes the absences as staged. */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into absences (account_id, from_day, to_day, kind, created_in, changed_in)
      select s.account_id, s.from_day, s.to_day, s.kind, ${by.entry}::bigint, ${by.entry}::bigint
      from staged s
      where s.code is null
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'absences',
    keys: ['account_id', 'from_day'],
    columns: ['to_day', 'kind'],
    wanted: sql`
      select a.account_id, a.from_day, s.to_day, coalesce(s.kind, a.kind) as kind
      from staged s
      join absences a on a.account_id = s.account_id and a.from_day = s.from_day
      where s.code is null and a.created_in <> ${by.entry}
    `,
  })
  await run(
    tx,
    sql`
      update staged s
      set created = a.created_in = ${by.entry}, changed = a.created_in <> ${by.entry}
      from absences a
      where a.account_id = s.account_id and a.from_day = s.from_day and a.changed_in = ${by.entry} and s.code is null
    `,
  )
}
