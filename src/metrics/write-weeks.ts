import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from '../store/db.ts'
import { daysIn } from './by-week.ts'
import type { Subject } from './sums/sums.ts'
import { ALL_SUMS, BUCKETS } from './week-sums.ts'

/**
 * Writes user_weeks and user_week_buckets for the table `batch`: weeks with a scheduled day of which a source speaks; what is
 * not known is null.
 */
export async function writeWeeks(tx: Db): Promise<void> {
  const all = ALL_SUMS.map((sums, n) => ({ ...sums, name: sql.ref(`sums_${n}`), key: `sums_${n}` }))
  const columns = all.flatMap(({ columns }) => columns.map((column) => sql.ref(column)))
  const values = all.flatMap(({ key, columns, subject }) =>
    columns.map(
      (column) =>
        sql`case when ${days(subject)} > 0 then coalesce(${sql.ref(`${key}.${column}`)}, 0) end`,
    ),
  )
  const spread = all.filter(({ buckets }) => buckets !== undefined)
  const spreads = sql.join(BUCKETS.map((column) => sql.ref(column)))
  await run(
    tx,
    sql`
      with ${sql.join(all.map(({ name, query }) => sql`${name} as materialized (${query})`))},
      spoken_of as materialized (
        select k.user_id, k.week, ${sql.join(SUBJECTS.map((subject) => sql`bit_or(k.days) filter (where k.subject = ${sql.lit(subject)}) as ${sql.ref(subject)}`))}
        from known k
        group by k.user_id, k.week
      ),
      spread as (
        insert into user_week_buckets (user_id, week, ${spreads})
        select b.user_id, b.week, ${spreads}
        from batch b
        ${joined(spread)}
        where num_nonnulls(${spreads}) > 0
      )
      insert into user_weeks (
        user_id, week, scheduled_days, scheduled, fte, code_days, review_days, ${sql.join(columns)}
      )
      select b.user_id, b.week, ${daysIn(sql`b.scheduled`)}, b.scheduled, b.fte, ${daysIn(days('pull_requests'))},
        ${daysIn(days('reviews'))}, ${sql.join(values)}
      from batch b
      join spoken_of n on n.user_id = b.user_id and n.week = b.week
      ${joined(all)}
    `,
  )
}

const joined = (all: readonly { name: RawBuilder<unknown> }[]) =>
  sql.join(
    all.map(
      ({ name }) => sql`left join ${name} on ${name}.user_id = b.user_id and ${name}.week = b.week`,
    ),
    sql` `,
  )

const SUBJECTS: readonly Subject[] = [
  'pull_requests',
  'reviews',
  'pipeline_runs',
  'workspace_starts',
  'calendar',
]

/** The known working days of a subject, as bits; null: none. */
const days = (subject: Subject) => sql.ref(`n.${subject}`)
