import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { type Db, many } from '../../store/db.ts'
import { settled } from '../settled.ts'
import { countedFrom, type Person } from './draw-samples.ts'
import type { Question } from './question.ts'

type Asked = Pick<Question, 'metrics' | 'period' | 'known_until'>

/** The same people with the buckets of what each metric counts of them over the period, for those who are in the report. */
export async function withEvents(
  db: Db,
  question: Asked,
  people: readonly Person[],
): Promise<Person[]> {
  const { metrics, period } = question
  const bucketed = metrics.flatMap((metric, place) =>
    metric.buckets ? [{ metric, column: `e${place}` }] : [],
  )
  if (bucketed.length === 0) return [...people]
  const ids = people.filter(({ reason }) => reason === null).map(({ id }) => id)
  const rows = await many(
    db,
    sql<{ id: number } & Record<string, Uint8Array | null>>`
      select u.id, ${sql.join(bucketed.map(({ metric, column }) => sql`${eventsOf(metric, question)} as ${sql.ref(column)}`))}
      from users u
      join user_weeks w on w.user_id = u.id and w.week >= ${countedFrom(question)}
      left join user_week_buckets b on b.user_id = w.user_id and b.week = w.week
      where u.id = any (${ids}::bigint[]) and w.week >= ${period.from}::date and w.week < ${period.to}::date
      group by u.id
    `,
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  return people.map((person) => {
    const row = known.get(person.id)
    return { ...person, events: metrics.map((_, place) => row?.[`e${place}`] ?? null) }
  })
}

/** Null where a week has sums and no buckets: it was closed before there were any, and what is left is not all. */
function eventsOf(metric: MetricDefinition, { known_until }: Asked): RawBuilder<Uint8Array | null> {
  const { denominator, buckets = sql`null::bytea` } = metric
  const stands = settled(metric, known_until)
  const all = (aggregate: RawBuilder<unknown>) => sql`${aggregate} filter (where ${stands})`
  return sql`
    case when ${all(sql`sum(${denominator})`)} = coalesce(${all(sql`sum(length(${buckets}))`)}, 0)
      then coalesce(${all(sql`string_agg(${buckets}, ''::bytea)`)}, ''::bytea) end
  `
}
