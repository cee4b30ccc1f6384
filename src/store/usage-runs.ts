import { sql } from 'kysely'
import {
  FEWEST_KNOWN_DAYS,
  USAGE_LEVELS,
  type UsageLevel,
  type UsageThresholds,
  WINDOW_DAYS,
} from '../model/index.ts'
import { type Db, run } from './db.ts'
import type { UsageOf } from './usage-weeks.ts'

/** How the levels of a tool are found. */
export interface Finding extends UsageOf {
  thresholds: UsageThresholds
}

const placeOf = (level: UsageLevel) => sql.lit(USAGE_LEVELS.indexOf(level))
/** A day without a level, on which somebody is not employed. */
export const NOTHING = sql.lit(USAGE_LEVELS.length)

const WEEK = 7
const WINDOW = sql.lit(2 ** WINDOW_DAYS - 1)
/** Monday to Friday of a week's bits. */
export const WORKING_DAYS = sql.lit(0b11111)

/** The weeks before and this one as one row of bits, the earliest day first. */
const joined = (column: string) =>
  sql`(${sql.join(
    [4, 3, 2, 1, 0].map(
      (ago, n) =>
        sql`(coalesce(lag(w.${sql.ref(column)}, ${sql.lit(ago)}) over p, 0)::bigint << ${sql.lit(n * WEEK)})`,
    ),
    sql` | `,
  )})`

const weeksOf = (days: ReturnType<typeof sql>) =>
  sql`(${sql.join(
    [0, 1, 2, 3].map((n) => sql`((${days} >> ${sql.lit(n * WEEK)}) & 127 <> 0)::int`),
    sql` + `,
  )})`

const counted = (days: ReturnType<typeof sql>) =>
  sql`bit_count((${days})::bit(${sql.lit(WINDOW_DAYS)}))`

/**
 * Opens the table `runs` with the spans of days on which each holder is found to have the same level, numbered, by the 28
 * days before each day. The first may have begun earlier, so far back as a change of level must have been found.
 */
export async function openRuns(tx: Db, { thresholds, first_day, today }: Finding): Promise<void> {
  const { usage_daily_percent, usage_weekly_weeks, usage_change_days } = thresholds
  const back = sql.lit(usage_change_days - 1)
  await run(
    tx,
    sql`
      create temp table runs on commit drop as
      with weeks as (
        select w.user_id, w.week, s.from_day, w.account, w.suspended, w.without, ${joined('known')} as known,
          ${joined('active')} as active
        from scope s
        join weeks_now w on w.user_id = s.user_id
          and (s.from_day = '-infinity' or w.week > s.from_day - ${back} - ${sql.lit(WINDOW_DAYS + WEEK)})
        where s.levelled
        window p as (partition by w.user_id order by w.week)
      ),
      days as (
        select w.user_id, w.week + i.n as day, w.from_day, (w.account >> i.n) & 1 as account,
          (w.suspended >> i.n) & 1 as suspended, (w.without >> i.n) & 1 as without, (w.known >> i.n) & ${WINDOW} as known,
          (w.active >> i.n) & ${WINDOW} as active, (m.days >> i.n) & ${WINDOW} as working
        from weeks w
        cross join generate_series(0, 6) i(n)
        cross join (
          select ${sql.join(
            [0, 1, 2, 3, 4].map((n) => sql`(${WORKING_DAYS}::bigint << ${sql.lit(n * WEEK)})`),
            sql` | `,
          )} as days
        ) m
        where w.week + i.n >= ${first_day}::date and w.week + i.n <= ${today}::date
          and (w.from_day = '-infinity' or w.week + i.n >= w.from_day - ${back})
      ),
      levels as (
        select d.user_id, d.day, d.from_day,
          case
            when d.without = 1 then ${placeOf('no account')}
            when d.suspended = 1 then ${placeOf('suspended')}
            when d.account = 0 then ${NOTHING}
            when ${counted(sql`d.known`)} < ${sql.lit(FEWEST_KNOWN_DAYS)} then ${placeOf('unknown')}
            when d.active = 0 then ${placeOf('none')}
            when ${counted(sql`d.active & d.working`)} * 100 >= ${usage_daily_percent} * ${counted(sql`d.known & d.working`)}
              then ${placeOf('daily')}
            when ${weeksOf(sql`d.active`)} * 4 >= ${usage_weekly_weeks} * ${weeksOf(sql`d.known`)} then ${placeOf('weekly')}
            else ${placeOf('monthly')}
          end as level
        from days d
      ),
      begun as (
        select b.user_id, b.level, b.from_day, b.day as first_day,
          coalesce(lead(b.day) over (partition by b.user_id order by b.day) - 1, ${today}::date) as last_day
        from (
          select l.*, lag(l.level) over (partition by l.user_id order by l.day) as before
          from levels l
        ) b
        where b.level is distinct from b.before
      )
      select b.user_id, row_number() over (partition by b.user_id order by b.first_day) as n, b.level, b.from_day,
        b.first_day, b.last_day
      from begun b
      where b.last_day >= b.from_day
    `,
  )
  await run(tx, sql`create index on runs (user_id, n)`)
  await run(tx, sql`analyze runs`)
}
