import { sql } from 'kysely'
import { daysIn, mask, WORKING_DAYS } from '../by-week.ts'
import { LONG_LIVED } from './merged.ts'
import type { Sums } from './sums.ts'

/**
 * The days on which a pull request was open and ready for review at the end, each pull request for itself, of the known
 * working days of a week. A draft is not; since when one that was a draft was ready is known by `ready_at` alone.
 */
export const OPEN: Sums = {
  subject: 'pull_requests',
  columns: ['open_days'],
  query: sql`
    select q.user_id, q.week, sum(${daysIn(sql`q.days & k.days`)}) as open_days
    from (
      select o.user_id, b.week, ${mask(sql`b.week`, WORKING_DAYS, { from: sql`p.from_day`, to: sql`p.to_day` })} as days
      from persons o
      join lateral (
        select (coalesce(p.ready_at, p.opened_at) at time zone o.zone)::date as from_day,
          coalesce((least(p.merged_at, p.closed_at) at time zone o.zone)::date, 'infinity') as to_day
        from pull_requests p
        where p.account_id = o.account_id and (p.ready_at is not null or not p.draft)
          and coalesce(p.head_branch !~ ${sql.lit(LONG_LIVED)}, true)
      ) p on p.from_day < p.to_day and p.from_day < o.last and p.to_day > o.first
      join batch b on b.user_id = o.user_id and b.week > p.from_day - ${sql.lit(WORKING_DAYS)} and b.week < p.to_day
    ) q
    join known k on k.user_id = q.user_id and k.week = q.week and k.subject = 'pull_requests'
    group by q.user_id, q.week
  `,
}
