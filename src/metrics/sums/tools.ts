import { sql } from 'kysely'
import { type Db, run } from '../../store/db.ts'
import { daysIn, mondayOf } from '../by-week.ts'

/**
 * Opens the table `active` (user_id, week, tool, day, minutes): the days of use of each tool. A login alone, or less than five
 * minutes, is no use.
 */
export async function openActive(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table active on commit drop as
      select o.user_id, ${mondayOf(sql`d.day`)} as week, d.tool, d.day, sum(d.minutes) as minutes
      from persons o
      join tool_days d on d.account_id = o.account_id and d.day >= o.first and d.day < o.last
      group by o.user_id, d.tool, d.day
      having coalesce(sum(d.minutes) >= 5, true) or sum(d.actions) >= 1
    `,
  )
}

/**
 * Writes user_tool_weeks: the known days of each tool, those of use, and how these lie to the days on which the person began, opened
 * or readied a pull request.
 */
export async function writeToolWeeks(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_tool_weeks (user_id, week, tool, known_days, active_days, minutes, own_days, own_shared_days)
      select k.user_id, k.week, k.tool, ${daysIn(sql`k.days`)}, ${daysIn(sql`k.days & coalesce(x.days, 0)`)},
        coalesce(x.minutes, 0), ${daysIn(sql`p.days & k.days & coalesce(c.own, 0)`)},
        ${daysIn(sql`p.days & k.days & coalesce(c.own, 0) & coalesce(x.days, 0)`)}
      from known k
      left join (
        select a.user_id, a.week, a.tool, sum(a.minutes) as minutes,
          bit_or(case when a.day - a.week < 5 then 1 << (a.day - a.week) else 0 end) as days
        from active a
        group by a.user_id, a.week, a.tool
      ) x on x.user_id = k.user_id and x.week = k.week and x.tool = k.tool
      left join known p on p.user_id = k.user_id and p.week = k.week and p.subject = 'pull_requests'
      left join coded c on c.user_id = k.user_id and c.week = k.week
      where k.subject = 'tool_days'
    `,
  )
}
