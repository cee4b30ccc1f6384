import { sql } from 'kysely'
import { keyOf } from './accounts.ts'
import { type Db, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Works on the table `staged` of an import of tool days, with the columns `STAGED`.
 */

/** Columns of a staged line, from its fact. */
export const STAGED = sql`,
  r.fact->>'tool' as tool, (r.fact->>'day')::date as day, (r.fact->>'minutes')::real as minutes,
  (r.fact->>'actions')::int as actions, ${keyOf(sql`(r.fact->'account')`)} as account_key`

/** Of several lines about the same account, tool and day the last one counts; the others change nothing. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set code = 'duplicate'
      from (
        select s.line, row_number() over (partition by s.account_id, lower(s.tool), s.day order by s.line desc) as n
        from staged s
        where s.code is null
      ) d
      where d.line = s.line and d.n > 1
    `,
  )
}

/** Creates and changes the days as staged. */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into tool_days (account_id, tool, day, minutes, actions, created_in, changed_in)
      select s.account_id, s.tool, s.day, s.minutes, s.actions,
        ${by.entry}::bigint, ${by.entry}::bigint
      from staged s
      where s.code is null
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'tool_days',
    keys: ['account_id', 'tool', 'day'],
    columns: ['minutes', 'actions'],
    wanted: sql`
      select d.account_id, d.tool, d.day, coalesce(s.minutes, d.minutes) as minutes,
        coalesce(s.actions, d.actions) as actions
      from staged s
      join tool_days d on d.account_id = s.account_id and d.tool = s.tool and d.day = s.day
      where s.code is null and d.created_in <> ${by.entry}
    `,
  })
  await run(
    tx,
    sql`
      update staged s
      set created = d.created_in = ${by.entry}, changed = d.created_in <> ${by.entry}
      from tool_days d
      where d.account_id = s.account_id and d.tool = s.tool and d.day = s.day and d.changed_in = ${by.entry}
        and s.code is null
    `,
  )
}

/** Days that the staged lines speak of; null when there are none. */
export function spanStaged(tx: Db): Promise<{ from_day: string | null; to_day: string | null }> {
  return one(
    tx,
    sql`select min(s.day) as from_day, max(s.day) + 1 as to_day from staged s where s.code is null`,
  )
}
