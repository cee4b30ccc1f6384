import { sql } from 'kysely'
import { type Db, run } from '../store/db.ts'
import { ALL_DAYS, mask } from './by-week.ts'

/**
 * Opens the table `known` (user_id, week, subject, tool, covered, days): an account at a source makes known what the source
 * speaks of. `covered` are all such days of employment, `days` the scheduled ones among them. A week without scheduled days is
 * no week of the person.
 */
export async function openKnown(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table known on commit drop as
      select k.user_id, k.week, k.subject, k.tool, k.covered, k.covered & k.scheduled as days
      from (
        select b.user_id, b.week, c.subject, c.tool, min(b.scheduled) as scheduled,
          bit_or(${mask(sql`b.week`, ALL_DAYS, { from: sql`c.from_day`, to: sql`c.to_day` })}) & min(b.employed) as covered
        from batch b
        join lateral (
          select distinct a.source from accounts a where a.user_id = b.user_id and not a.bot
        ) a on true
        join coverage c on c.source = a.source and c.subject <> 'accounts' and c.team_id is null
          and c.from_day < b.week + ${sql.lit(ALL_DAYS)} and c.to_day > b.week
        where b.scheduled > 0
        group by b.user_id, b.week, c.subject, c.tool
      ) k
      where k.covered & k.scheduled > 0
    `,
  )
  // Where the planner takes next to nothing to meet these rows, it looks them up one by one.
  await run(tx, sql`create index on known (user_id, week, subject)`)
  await run(tx, sql`analyze known`)
}
