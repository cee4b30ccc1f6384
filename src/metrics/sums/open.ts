import { sql } from 'kysely'
import { dayOf, daysIn, mask, mayTouch, WORKING_DAYS } from '../by-week.ts'
import { LONG_LIVED } from './merged.ts'
import type { Sums } from './sums.ts'

const OPEN_DAYS = mask(sql`k.week`, WORKING_DAYS, { from: sql`s.from_day`, to: sql`s.to_day` })

/**
 * The days on which a pull request was open and ready for review at the end, each pull request for itself, of the known
 * working days of a week. A draft is not; since when one that was a draft was ready is known by `ready_at` alone.
 */
export const OPEN: Sums = {
  subject: 'pull_requests',
  columns: ['open_days'],
  query: sql`
    with spans as materialized (
      select o.user_id, o.first, o.last - 7 as last, ${dayOf(sql`coalesce(p.ready_at, p.opened_at)`)} as from_day,
        coalesce(${dayOf(sql`least(p.merged_at, p.closed_at)`)}, 'infinity') as to_day
      from persons o
      join pull_requests p on p.account_id = o.account_id
        and ${mayTouch(sql`coalesce(p.ready_at, p.opened_at)`, sql`coalesce(least(p.merged_at, p.closed_at), 'infinity')`)}
      where (p.ready_at is not null or not p.draft) and coalesce(p.head_branch !~ ${sql.lit(LONG_LIVED)}, true)
    )
    select s.user_id, k.week, sum(${daysIn(sql`${OPEN_DAYS} & k.days`)}) as open_days
    from spans s
    join known k on k.user_id = s.user_id and k.subject = 'pull_requests'
      and k.week >= greatest(date_trunc('week', s.from_day)::date, s.first) and k.week <= least(s.to_day - 1, s.last)
    where s.from_day < s.to_day
    group by s.user_id, k.week
  `,
}
