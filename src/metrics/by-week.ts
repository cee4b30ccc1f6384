import { type RawBuilder, sql } from 'kysely'

/*
 * Pieces of SQL for the table `persons`, named `o`: an account of a person (user_id, zone, account_id) with the weeks of the
 * batch from `first` up to `last`, excluded, which are the instants from `since` up to `until`.
 */

/** Days of a week of which sources speak, and those that can be working days. */
export const ALL_DAYS = 7
export const WORKING_DAYS = 5

/** A Monday before anything happened. */
export const FIRST_MONDAY = sql`date '0001-01-01'`

/** The Monday of a day. Whole numbers: `date_trunc` takes ten times as long. */
export const mondayOf = (day: RawBuilder<unknown>) => sql`(${day} - ${placeInWeek(day)})`

/** Days from the Monday of its week to a day. */
export const placeInWeek = (day: RawBuilder<unknown>) =>
  sql`(${day} - ${FIRST_MONDAY}) % ${sql.lit(ALL_DAYS)}`

/** The day on which a person's instant lies, by the person's clock. */
export const dayOf = (at: RawBuilder<unknown>) => sql`(${at} at time zone o.zone)::date`

/** The instants `since` and `until` of days by the person's clock. */
export const instantsOf = (
  first: RawBuilder<unknown>,
  last: RawBuilder<unknown>,
  zone: RawBuilder<unknown>,
) =>
  sql`${first}::timestamp at time zone ${zone} as since, ${last}::timestamp at time zone ${zone} as until`

/** Whether an instant lies within the weeks of the batch that are the person's. */
export const within = (at: RawBuilder<unknown>) => sql`${at} >= o.since and ${at} < o.until`

/**
 * Whether what lasts from one instant to another may touch the weeks of the batch that are the person's, to two days: cheap to tell
 * of everything an account ever did, before the day by the person's clock is looked for.
 */
export const mayTouch = (from: RawBuilder<unknown>, to: RawBuilder<unknown>) =>
  sql`${from} < o.last + 2 and ${to} > o.first - 2`

/** The first days of a week as bits from Monday on, those from `from` on and before `to`. */
export function mask(
  week: RawBuilder<unknown>,
  days: number,
  { from, to }: { from: RawBuilder<unknown>; to: RawBuilder<unknown> },
): RawBuilder<number> {
  const count = sql.lit(days)
  const before = (day: RawBuilder<unknown>) =>
    sql`((1 << case when ${day} >= ${week} + ${count} then ${count} when ${day} <= ${week} then 0 else ${day} - ${week} end) - 1)`
  return sql`(${before(to)} & ~${before(from)})`
}

/** How many days a mask of five has. */
export const daysIn = (bits: RawBuilder<unknown>) => sql`bit_count((${bits})::bit(5))`

/** Whether a source speaks of the day `day` of `week`, for which `k` is the row of `known`. */
export const isCovered = (day: RawBuilder<unknown>, week: RawBuilder<unknown>) =>
  sql`(k.covered >> (${day} - ${week})) & 1 = 1`
