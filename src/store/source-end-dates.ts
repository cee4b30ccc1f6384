import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Last days of people that a source concluded from their deactivation there. All works on the table `given` (line, fact) of
 * people.
 */

/** Opens the table `dated` with the last days that are given and do not stand there yet; to be called before they are written. */
export async function openDated(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table dated on commit drop as
      select g.line, (g.fact->>'end_date')::date as end_date
      from given g
      where g.fact ? 'end_date' and not exists (
        select from user_keys k
        join users u on u.id = k.user_id
        where k.kind = 'email' and k.key = lower(g.fact->>'email') and u.end_date = (g.fact->>'end_date')::date
      )
    `,
  )
}

/** Keeps which last days the source has set, and clears those of people who are active there again, if they are still its own. */
export async function settleDated(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into source_end_dates (user_id, source, end_date)
      select s.user_id, ${by.source}, d.end_date
      from dated d
      join staged s on s.line = d.line and s.code is null
      join users u on u.id = s.user_id and u.end_date = d.end_date
      on conflict (user_id) do update set source = excluded.source, end_date = excluded.end_date
    `,
  )
  await change(tx, by, {
    table: 'users',
    keys: ['id'],
    columns: ['end_date'],
    wanted: sql`
      select e.user_id as id, null::date as end_date
      from source_end_dates e
      join users u on u.id = e.user_id and u.end_date = e.end_date
      where e.source = ${by.source} and e.user_id in (${RETURNED})
    `,
  })
  await run(
    tx,
    sql`
      delete from source_end_dates e where e.source = ${by.source} and e.user_id in (${RETURNED})
    `,
  )
}

/** The people who are given as active and without a last day. */
const RETURNED = sql`
  select s.user_id
  from staged s
  join given g on g.line = s.line
  where s.code is null and not (g.fact->>'deactivated')::boolean and not g.fact ? 'end_date'
`
