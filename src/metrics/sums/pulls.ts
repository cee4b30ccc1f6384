import { sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import { mayTouch } from '../by-week.ts'

const FROM = sql`least(p.opened_at, p.first_commit_at, p.ready_at, p.merged_at)`
const TO = sql`case when p.merged_at is null and p.closed_at is null then 'infinity' else greatest(p.opened_at, p.first_commit_at, p.ready_at, p.merged_at, p.closed_at) end`

/**
 * Opens the table `pulls`: the rows of pull_requests of the table `persons` that may touch the weeks of the batch. What an account ever
 * did is read once for all that is counted of it.
 */
export async function openPulls(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table pulls on commit drop as
      select p.*
      from persons o
      join pull_requests p on p.account_id = o.account_id and ${mayTouch(FROM, TO)}
    `,
  )
  await run(tx, sql`analyze pulls`)
}
