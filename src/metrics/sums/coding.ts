import { sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import { dayOf, daysIn, WORKING_DAYS, weekOf, within } from '../by-week.ts'
import type { Sums } from './sums.ts'

/** Opens the table `coded` (user_id, week, opened, days): the working days on which there was a sign of coding, as bits. */
export async function openCoded(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table coded on commit drop as
      with seen as (
        select o.user_id, ${weekOf(sql`e.at`)} as week, ${dayOf(sql`e.at`)} as day, e.opened
        from persons o
        join pull_requests p on p.account_id = o.account_id
        cross join lateral (
          values (p.opened_at, true), (p.first_commit_at, false), (p.ready_at, false), (p.merged_at, false)
        ) e(at, opened)
        where ${within(sql`e.at`)}
        union all
        select x.user_id, x.week, x.day, false from active x
      )
      select s.user_id, s.week, count(*) filter (where s.opened) as opened,
        bit_or(case when s.day - s.week < ${sql.lit(WORKING_DAYS)} then 1 << (s.day - s.week) else 0 end) as days
      from seen s
      group by s.user_id, s.week
    `,
  )
  await run(tx, sql`analyze coded`)
}

/** The known working days with a sign of coding, and the pull requests that were opened. */
export const CODING: Sums = {
  subject: 'pull_requests',
  columns: ['coding_days', 'prs_opened'],
  query: sql`
    select c.user_id, c.week, ${daysIn(sql`c.days & k.days`)} as coding_days, c.opened as prs_opened
    from coded c
    join known k on k.user_id = c.user_id and k.week = c.week and k.subject = 'pull_requests'
  `,
}
