import { sql } from 'kysely'
import { daysIn } from '../by-week.ts'
import { CLOSES, OPENS } from '../working-hours.ts'
import type { Sums } from './sums.ts'

/** The shortest time without a meeting that counts. */
const BLOCK = sql.lit('2 hours')

/** Minutes of the known working days that lie in gaps of two hours at least between what a calendar holds. */
export const FOCUS: Sums = {
  subject: 'calendar',
  columns: ['calendar_days', 'focus_minutes'],
  query: sql`
    select d.user_id, d.week, max(d.known_days) as calendar_days, sum(f.minutes)::int as focus_minutes
    from (
      select k.user_id, k.week, b.zone, ${daysIn(sql`k.days`)} as known_days,
        k.week + n + ${OPENS} as opens, k.week + n + ${CLOSES} as closes
      from known k
      join batch b on b.user_id = k.user_id and b.week = k.week
      cross join generate_series(0, 4) n
      where k.subject = 'calendar' and (k.days >> n) & 1 = 1
    ) d
    cross join lateral (
      select coalesce(range_agg(tsrange(c.starts, greatest(c.starts, c.ends))), '{}') as hours
      from (
        select c.starts_at at time zone d.zone as starts, c.ends_at at time zone d.zone as ends
        from persons o
        join calendar_busy c on c.account_id = o.account_id
        where o.user_id = d.user_id and c.starts_at < d.closes at time zone d.zone and c.ends_at > d.opens at time zone d.zone
      ) c
    ) busy
    cross join lateral (
      select coalesce(sum(extract(epoch from upper(g) - lower(g))), 0) / 60 as minutes
      from unnest(tsmultirange(tsrange(d.opens, d.closes)) - busy.hours) g
      where upper(g) - lower(g) >= ${BLOCK}::interval
    ) f
    group by d.user_id, d.week
  `,
}
