import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Works on the table `staged_reviews` of an import: line, repo_id, number, account_id, submitted_at, state. Reviews come
 * as lines of their own or inside pull requests.
 */

/** Creates and changes reviews as staged, and marks the staged lines that they came with. */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into reviews (account_id, repo_id, number, submitted_at, state, created_in, changed_in)
      select distinct on (r.account_id, r.repo_id, r.number, r.submitted_at)
        r.account_id, r.repo_id, r.number, r.submitted_at, r.state, ${by.entry}::bigint, ${by.entry}::bigint
      from staged_reviews r
      order by r.account_id, r.repo_id, r.number, r.submitted_at, r.line desc
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'reviews',
    keys: ['account_id', 'repo_id', 'number', 'submitted_at'],
    columns: ['state'],
    wanted: sql`
      select distinct on (r.account_id, r.repo_id, r.number, r.submitted_at)
        r.account_id, r.repo_id, r.number, r.submitted_at, r.state
      from staged_reviews r
      order by r.account_id, r.repo_id, r.number, r.submitted_at, r.line desc
    `,
  })
  await run(
    tx,
    sql`
      update staged s set changed = true
      from staged_reviews sr
      join reviews r on r.account_id = sr.account_id and r.repo_id = sr.repo_id and r.number = sr.number
        and r.submitted_at = sr.submitted_at
      where s.line = sr.line and r.changed_in = ${by.entry} and not s.created
    `,
  )
}

/** Days that the staged reviews speak of; null when there are none. */
export function spanStaged(tx: Db): Promise<{ from_day: string | null; to_day: string | null }> {
  return one(
    tx,
    sql`
      select min(r.submitted_at at time zone 'UTC')::date as from_day,
        max(r.submitted_at at time zone 'UTC')::date + 1 as to_day
      from staged_reviews r
    `,
  )
}
