import { type RawBuilder, sql } from 'kysely'
import { type Db, many, run } from '../store/db.ts'
import * as settings from '../store/settings.ts'
import { lnOf } from './buckets.ts'
import { FIRST_MONDAY, placeInWeek, WORKING_DAYS } from './by-week.ts'
import { publicHolidays, type Span } from './holidays.ts'

/** What every metric of working hours says of them. */
export const WORKING_HOURS =
  'Working hours are Monday to Friday from 8 to 18 by the clock of the author, without the public holidays of their country; what took less than a minute of them counts as a minute. Absences are not taken off: others can go on.'

/** Local times between which people work, Monday to Friday. */
export const OPENS = sql`time '08:00'`
export const CLOSES = sql`time '18:00'`

/** Seconds between them: a double, for there are many since the first Monday. */
const SECONDS = sql`36000::float8`

/**
 * Opens the table `worked` (account_id, repo_id, number, cycle_work_ln, pickup_work_ln, review_work_ln): the logarithms of the
 * working hours that the rows of the table `merged` took, by the clock and the public holidays that their author has in the
 * week of the merge. As by the clock they are a minute at least; they are never more than by the clock.
 */
export async function openWorked(tx: Db): Promise<void> {
  await openOff(tx)
  const local = (at: string) => sql`${sql.ref(`m.${at}`)} at time zone b.zone`
  const until = (at: string) => workedUntil(sql.ref(`l.${at}`), sql`l.off`)
  const spent = (from: string, to: string) => {
    const seconds = sql`${sql.ref(`u.${to}`)} - ${sql.ref(`u.${from}`)}`
    return lnOf(sql`case when ${seconds} is not null then greatest(${seconds}, 60) / 3600 end`)
  }
  await run(
    tx,
    sql`
      create temp table worked on commit drop as
      with local as materialized (
        select m.account_id, m.repo_id, m.number, m.cycle_ln, m.pickup_ln, m.review_ln, f.days as off,
          ${local('begun_at')} as begun, ${local('ready_at')} as ready, ${local('first_review_at')} as reviewed,
          ${local('merged_at')} as merged
        from merged m
        join batch b on b.user_id = m.user_id and b.week = m.week
        join off f on f.place = coalesce(b.place, '') and f.zone = b.zone
      ),
      until as materialized (
        select l.*, ${until('begun')} as begun_s, ${until('ready')} as ready_s, ${until('reviewed')} as reviewed_s,
          ${until('merged')} as merged_s
        from local l
      )
      select u.account_id, u.repo_id, u.number, least(${spent('begun_s', 'merged_s')}, u.cycle_ln) as cycle_work_ln,
        least(${spent('ready_s', 'reviewed_s')}, u.pickup_ln) as pickup_work_ln,
        least(${spent('reviewed_s', 'merged_s')}, u.review_ln) as review_work_ln
      from until u
    `,
  )
  await run(tx, sql`drop table off`)
  await run(tx, sql`analyze worked`)
}

/**
 * The seconds of working hours from a Monday long ago to a local time `at`: from 8 to 18 on Monday to Friday, without the days
 * `off`, an array of such days in order. Between two times lies the difference of theirs.
 */
export function workedUntil(at: RawBuilder<unknown>, off: RawBuilder<unknown>): RawBuilder<number> {
  const day = sql`${at}::date`
  const days = sql`(${day} - ${FIRST_MONDAY})`
  const working = sql.lit(WORKING_DAYS)
  return sql`(
    ${SECONDS} * (${days} / 7 * ${working} + least(${placeInWeek(day)}, ${working}) - width_bucket(${day} - 1, ${off}))
    + case when ${placeInWeek(day)} < ${working} and ${day} <> all (${off})
        then date_part('epoch', greatest(least(${at}::time, ${CLOSES}), ${OPENS}) - ${OPENS}) else 0 end
  )`
}

/** Opens the table `off` (place, zone, days): the holidays on working days of where the authors are, as long as anything took. */
async function openOff(tx: Db): Promise<void> {
  const { default_country } = await settings.read(tx)
  const spans = await many(
    tx,
    sql<Span>`
      select b.place, b.zone, (min(least(m.begun_at, m.ready_at)) at time zone b.zone)::date as first,
        (max(greatest(m.merged_at, m.first_review_at)) at time zone b.zone)::date as last
      from merged m
      join batch b on b.user_id = m.user_id and b.week = m.week
      group by b.place, b.zone
    `,
  )
  const holidays = await publicHolidays(spans, default_country)
  const rows = spans.map(({ place, zone }, n) => ({
    place: place ?? '',
    zone,
    days: holidays[n] ?? [],
  }))
  await run(
    tx,
    sql`
      create temp table off on commit drop as
      select h.place, h.zone, coalesce(array_agg(distinct d.day order by d.day) filter (where d.day is not null), '{}') as days
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) h(place text, zone text, days date[])
      left join lateral unnest(h.days) d(day) on extract(isodow from d.day) <= ${sql.lit(WORKING_DAYS)}
      group by h.place, h.zone
    `,
  )
}
