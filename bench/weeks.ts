import { sql } from 'kysely'
import { writePeriods } from '../src/metrics/write-periods.ts'
import { type Database, type Db, run, transaction } from '../src/store/db.ts'
import { ADOPTED, FIRST_WEEK, fillPeople } from './people.ts'

/** The weeks of the year. */
export const WEEKS = 52

/** People, and the last of how many weeks of the year they have. */
interface Extent {
  people: number
  weeks?: number
}

/** Fills an empty database with people, their values, teams and the weekly numbers of a year, or of its end, ready made. */
export async function fillWeeks(
  { db }: Database,
  { people, weeks = WEEKS }: Extent,
): Promise<void> {
  await transaction(db, (tx) => fill(tx, people, weeks))
  await run(db, sql`vacuum analyze`)
}

async function fill(tx: Db, people: number, weeks: number): Promise<void> {
  await fillPeople(tx, people)
  for (const statement of numbers(people, WEEKS - weeks)) await run(tx, statement)
  await run(tx, sql`analyze`)
  await writePeriods(tx, sql`user_weeks`)
}

function numbers(people: number, first: number) {
  const weeks = sql`
    generate_series(1, ${people}::int) n
    cross join lateral (select w as place, ${FIRST_WEEK}::date + 7 * w as week, ((n::bigint * 7919 + w * 104729) % 1000)::int as x from generate_series(${first}::int, ${WEEKS - 1}::int) w) w
  `
  return [
    sql`
      insert into coverage (source, subject, tool, from_day, to_day, created_in, changed_in)
      select s.source, s.subject, s.tool, ${FIRST_WEEK}::date + 7 * ${first}::int, ${FIRST_WEEK}::date + 7 * ${WEEKS}::int, 1, 1
      from (values ('github', 'pull_requests', null), ('github', 'reviews', null), ('coder', 'tool_days', 'Coder')) s(source, subject, tool)
    `,
    sql`
      insert into user_weeks (
        user_id, week, scheduled_days, code_days, prs_merged, prs_cycled, cycle_ln, prs_sized, size_ln, prs_large,
        prs_picked_up, pickup_ln, prs_reviewed, review_ln, prs_unreviewed, prs_reverted, review_days, reviews_given,
        coding_days, prs_opened
      )
      select n, w.week, 5, 5, x / 7 % 4, x % 4, x::bigint * 3000000, x % 4, x::bigint * 4000000, x % 2, x % 3, x::bigint * 2000000, x % 3, x::bigint * 1000000,
        x % 2, (x % 17 = 0)::int, 5, x % 6, x % 6, x % 5
      from ${weeks}
    `,
    sql`
      insert into user_week_buckets (user_id, week, cycle, size, pickup, review)
      select n, w.week, ${bucketsOf(4, 110)}, ${bucketsOf(4, 150)}, ${bucketsOf(3, 100)}, ${bucketsOf(3, 105)} from ${weeks}
    `,
    sql`
      insert into user_tool_weeks (user_id, week, tool, known_days, active_days, minutes, own_days, own_shared_days)
      select n, w.week, 'Coder', 5, d.days, x, 1 + x % 5, d.days * (1 + x % 5) / 6
      from ${weeks}
      cross join lateral (select case when w.place < ${ADOPTED} then 0 else 1 + x / 7 % 5 end as days) d
      where n % 5 < 2
    `,
  ]
}

/** As many values as a week has of something, all in the bucket `from` or in one of the sixty after it. */
function bucketsOf(most: number, from: number) {
  return sql`decode(repeat(lpad(to_hex(${sql.lit(from)} + x % 60), 2, '0'), x % ${sql.lit(most)}), 'hex')`
}
