import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import { dayOf, daysIn, mayTouch, mondayOf, placeInWeek, WORKING_DAYS, within } from '../by-week.ts'
import { STUCK_AFTER } from '../pr-still-open.ts'
import type { Sums } from './sums.ts'

/**
 * Opens the table `coded` (user_id, week, opened, stuck, days, own): what was opened, the working days on which there was a sign of coding, as bits, and
 * those of them on which the person began, opened or readied a pull request.
 */
export async function openCoded(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table coded on commit drop as
      with seen as materialized (
        select o.user_id, ${dayOf(sql`e.at`)} as day, e.opened, e.own, e.opened and ${STUCK} as stuck
        from persons o
        join pulls p on p.account_id = o.account_id
          and ${mayTouch(sql`least(p.opened_at, p.first_commit_at, p.ready_at, p.merged_at)`, sql`greatest(p.opened_at, p.first_commit_at, p.ready_at, p.merged_at)`)}
        cross join lateral (
          values (p.opened_at, true, true), (p.first_commit_at, false, true), (p.ready_at, false, true), (p.merged_at, false, false)
        ) e(at, opened, own)
        where ${within(sql`e.at`)}
        union all
        select x.user_id, x.day, false, false, false from active x
      )
      select s.user_id, ${mondayOf(sql`s.day`)} as week, count(*) filter (where s.opened) as opened, count(*) filter (where s.stuck) as stuck,
        ${bitsOf(sql`true`)} as days, ${bitsOf(sql`s.own`)} as own
      from seen s
      group by 1, 2
    `,
  )
  await run(tx, sql`analyze coded`)
}

/** Whether the pull request `p` was still open so many days after it was opened. */
const STUCK = sql`coalesce(least(p.merged_at, p.closed_at) >= p.opened_at + ${sql.lit(STUCK_AFTER)} * interval '1 day', true)`

/** The working days of the rows `s` of which a condition holds, as bits. */
function bitsOf(condition: RawBuilder<unknown>): RawBuilder<number> {
  const place = placeInWeek(sql`s.day`)
  return sql`bit_or(case when ${condition} and ${place} < ${sql.lit(WORKING_DAYS)} then 1 << (${place}) else 0 end)`
}

/** The known working days with a sign of coding, and the pull requests that were opened. */
export const CODING: Sums = {
  subject: 'pull_requests',
  columns: ['coding_days', 'prs_opened', 'prs_stuck'],
  query: sql`
    select c.user_id, c.week, ${daysIn(sql`c.days & k.days`)} as coding_days, c.opened as prs_opened, c.stuck as prs_stuck
    from coded c
    join known k on k.user_id = c.user_id and k.week = c.week and k.subject = 'pull_requests'
  `,
}
