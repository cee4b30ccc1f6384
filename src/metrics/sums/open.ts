import { sql } from 'kysely'
import {
  ALL_DAYS,
  dayOf,
  daysIn,
  FIRST_MONDAY,
  mask,
  mayTouch,
  mondayOf,
  WORKING_DAYS,
} from '../by-week.ts'
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
      join pulls p on p.account_id = o.account_id
        and ${mayTouch(sql`coalesce(p.ready_at, p.opened_at)`, sql`coalesce(least(p.merged_at, p.closed_at), 'infinity')`)}
      where (p.ready_at is not null or not p.draft) and coalesce(p.head_branch !~ ${sql.lit(LONG_LIVED)}, true)
    ),
    weeks as materialized (
      select s.user_id, s.from_day, s.to_day, ${FIRST_MONDAY} + n as week
      from spans s
      cross join lateral generate_series(
        greatest(${mondayOf(sql`s.from_day`)}, s.first) - ${FIRST_MONDAY}, least(s.to_day - 1, s.last) - ${FIRST_MONDAY}, ${sql.lit(ALL_DAYS)}
      ) n
      where s.from_day < s.to_day
    )
    select s.user_id, s.week, sum(${daysIn(sql`${OPEN_DAYS} & k.days`)}) as open_days
    from weeks s
    join known k on k.user_id = s.user_id and k.week = s.week and k.subject = 'pull_requests'
    group by s.user_id, s.week
  `,
}
