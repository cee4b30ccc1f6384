import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from '../store/db.ts'
import { FIRST_MONDAY } from './by-week.ts'
import { BUCKETS, SUMS } from './week-sums.ts'

/** Days of a period: four ISO weeks, of which the first begins with FIRST_MONDAY. */
export const PERIOD_DAYS = 28

/** The Monday of the first week of the period in which a day lies. */
export const periodOf = (day: RawBuilder<unknown>) =>
  sql`(${FIRST_MONDAY} + (${day} - ${FIRST_MONDAY}) / ${sql.lit(PERIOD_DAYS)} * ${sql.lit(PERIOD_DAYS)})`

/**
 * Writes user_periods and user_period_buckets anew for the periods in which weeks of users lie, from what the tables of
 * weeks hold then. `weeks` is a relation of user_id and week.
 */
export async function writePeriods(tx: Db, weeks: RawBuilder<unknown>): Promise<void> {
  await run(
    tx,
    sql`
      create temp table periods on commit drop as
      select distinct t.user_id, ${periodOf(sql`t.week`)} as week from ${weeks} t
    `,
  )
  await run(tx, sql`analyze periods`)
  for (const table of ['user_periods', 'user_period_buckets'])
    await run(
      tx,
      sql`delete from ${sql.table(table)} p using periods t where p.user_id = t.user_id and p.week = t.week`,
    )
  await writeSums(tx)
  await writeBuckets(tx)
  await run(tx, sql`drop table periods`)
}

async function writeSums(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_periods (user_id, week, fte, reviewed, ${names(SUMS)})
      select w.user_id, t.week, ${KEY}, ${each(SUMS, sumOf)}
      from periods t
      join user_weeks w on ${inPeriod}
      group by w.user_id, t.week, ${KEY}
    `,
  )
}

async function writeBuckets(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_period_buckets (user_id, week, ${names(BUCKETS)})
      select w.user_id, t.week, ${each(BUCKETS, (name) => sql`string_agg(${sql.ref(`w.${name}`)}, ''::bytea order by w.week)`)}
      from periods t
      join user_week_buckets w on ${inPeriod}
      group by w.user_id, t.week
    `,
  )
}

/** What the sums of a week are weighed with, or chosen by: the part of full time, and whether reviews are known. */
const KEY = sql`coalesce(w.fte, 100), coalesce(w.review_days > 0, false)`

/** Logarithms are whole numbers below 2^53, which floating point adds exactly, and faster than `numeric`. */
function sumOf(name: string) {
  const column = sql.ref(`w.${name}`)
  return name.endsWith('_ln') ? sql`sum(${column}::float8)` : sql`sum(${column})`
}

const inPeriod = sql`w.user_id = t.user_id and w.week >= t.week and w.week < t.week + ${sql.lit(PERIOD_DAYS)}`

const names = (columns: readonly string[]) => sql.join(columns.map((name) => sql.ref(name)))

const each = (columns: readonly string[], of: (name: string) => RawBuilder<unknown>) =>
  sql.join(columns.map(of))
