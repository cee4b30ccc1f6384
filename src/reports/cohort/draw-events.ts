import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { settled } from '../settled.ts'
import { summedBuckets } from '../summed-rows.ts'
import { countedFrom, type Person } from './draw-samples.ts'
import type { Question } from './question.ts'

/**
 * The same people with the buckets of what each metric counts of them over the period. They are null where they are not as many as
 * make the value: then a week was closed before there were buckets, and what is left is not all.
 */
export async function withEvents(
  db: Db,
  question: Question,
  people: readonly Person[],
): Promise<Person[]> {
  const { metrics } = question
  const bucketed = metrics.flatMap((metric, place) =>
    metric.buckets ? [{ metric, name: sql.ref(`e${place}`) }] : [],
  )
  if (bucketed.length === 0) return [...people]
  const rows = await many(
    db,
    sql<{ id: number } & Record<string, Uint8Array | null>>`
      select u.id, ${sql.join(bucketed.map(({ metric, name }) => sql`${eventsOf(metric, question)} as ${name}`))}
      from users u
      join ${summedBuckets(question)} w on w.user_id = u.id and w.week >= ${countedFrom(question)}
      where ${asked(question, sql`${question.members_on}::date`)}
      group by u.id
    `,
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  return people.map((person) => {
    const row = known.get(person.id)
    const events = metrics.map((_, place) => {
      const bytes = row?.[`e${place}`] ?? NONE
      return bytes.length === person.counted?.[place] ? bytes : null
    })
    return { ...person, events }
  })
}

const NONE = new Uint8Array()

function eventsOf(
  metric: MetricDefinition,
  { known_until }: Question,
): RawBuilder<Uint8Array | null> {
  return sql`string_agg(${metric.buckets}, ''::bytea) filter (where ${settled(metric, known_until)})`
}
