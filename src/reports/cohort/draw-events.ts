import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { settled } from '../settled.ts'
import { summedBuckets } from '../summed-rows.ts'
import { drawWaiting } from '../waiting-weeks.ts'
import { countedFrom, type Person } from './draw-samples.ts'
import { drawTeamEvents } from './draw-teams.ts'
import type { Question } from './question.ts'

/**
 * The same people with the buckets of what each metric counts of them over the period, or of their teams. They are null where they are
 * not as many as make the value: then a week was closed before there were buckets, and what is left is not all.
 */
export async function withEvents(
  db: Db,
  question: Question,
  people: readonly Person[],
): Promise<Person[]> {
  const { metrics } = question
  if (metrics.every(({ buckets }) => buckets === undefined)) return [...people]
  const known = new Map((await drawEvents(db, question)).map((row) => [row.id, row]))
  const teams = await drawTeamEvents(db, question)
  const all = people.map((person) => {
    const row = known.get(person.id)
    const theirs = person.team === null ? undefined : teams.get(person.team)
    const events = metrics.map(({ of }, place) => {
      if (of === 'team') return theirs?.[place] ?? null
      const bytes = row?.[`e${place}`] ?? NONE
      return bytes.length === person.counted?.[place] ? bytes : null
    })
    return { ...person, events }
  })
  return withWaiting(db, question, all)
}

/** Says of whom buckets are missing whether they will be there in a minute. */
async function withWaiting(
  db: Db,
  { metrics, period }: Question,
  people: readonly Person[],
): Promise<Person[]> {
  const lacking = people.filter(({ values, events }) =>
    metrics.some(
      ({ buckets }, place) => buckets && values[place] !== null && events?.[place] === null,
    ),
  )
  if (lacking.length === 0) return [...people]
  const waiting = await drawWaiting(db, lacking, period)
  return people.map((person) => (waiting.has(person.id) ? { ...person, waiting: true } : person))
}

type Row = { id: number } & Record<`e${number}`, Uint8Array | null>

/** What people do themselves. */
async function drawEvents(db: Db, question: Question): Promise<Row[]> {
  const bucketed = question.metrics.flatMap((metric, place) =>
    metric.buckets && metric.of !== 'team' ? [{ metric, name: sql.ref(`e${place}`) }] : [],
  )
  if (bucketed.length === 0) return []
  return many(
    db,
    sql<Row>`
      select u.id, ${sql.join(bucketed.map(({ metric, name }) => sql`${eventsOf(metric, question)} as ${name}`))}
      from users u
      join ${summedBuckets(question)} w on w.user_id = u.id and w.week >= ${countedFrom(question)}
      where ${asked(question, sql`${question.members_on}::date`)}
      group by u.id
    `,
  )
}

const NONE = new Uint8Array()

function eventsOf(
  metric: MetricDefinition,
  { known_until }: Question,
): RawBuilder<Uint8Array | null> {
  return sql`string_agg(${metric.buckets}, ''::bytea) filter (where ${settled(metric, known_until)})`
}
