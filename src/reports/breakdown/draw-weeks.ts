import { sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from '../../metrics/metric.ts'
import type { Period } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { fewestDays } from '../exposure.ts'
import { joinsOf } from '../metric-joins.ts'
import { personValue } from '../person-value.ts'
import type { Span } from './draw-spans.ts'
import type { Question } from './question.ts'
import type { Spell } from './spell.ts'

/** The weeks in which a person had one value of the rows and one of the columns, as one, with the values of several metrics. */
export interface Weeks extends Omit<Spell, 'value'> {
  /** Available days of full time. */
  days: number
  values: (number | null)[]
}

type Sums = { place: number; days: number } & Record<`m${number}`, number | null>

/**
 * The weeks of whoever is asked for, and of these metrics of people what they come to; the spans are those of each week. They go
 * in as arrays, of which the planner knows how long they are and which its workers can read: so it always hashes the few and
 * scans the many.
 */
export async function drawWeeks(
  db: Db,
  question: Question,
  { spans, metrics }: { spans: readonly Span[]; metrics: readonly MetricDefinition[] },
): Promise<Weeks[]> {
  const { period, known_until, tool } = question
  const { spells, places } = spellsOf(spans)
  const columns = metrics.map(
    (metric, i) =>
      sql`, ${metric.scale}::float8 * ${personValue(metric, known_until, 'group')} as ${sql.ref(`m${i}`)}`,
  )
  const rows = await many(
    db,
    sql<Sums>`
      select s.place, sum((${partTime(sql`w.code_days`)})::float8) / ${sql.lit(DAY_UNIT)} as days ${sql.join(columns, sql` `)}
      from user_weeks w
      join users u on u.id = w.user_id
      join unnest(
        ${places}::int[], ${spans.map(({ id }) => id)}::bigint[], ${spans.map(({ valid_from }) => valid_from)}::date[],
        ${spans.map(({ valid_to }) => valid_to)}::date[]
      ) s(place, user_id, valid_from, valid_to) on s.user_id + 0 = u.id and s.valid_from <= w.week and s.valid_to > w.week
      ${joinsOf(metrics, tool?.name ?? null)}
      where w.week >= ${period.from}::date and w.week < ${period.to}::date and ${asked(question, sql`w.week`)}
      group by s.place
      order by s.place
    `,
  )
  const all = rows.map(({ place, days, ...m }) => ({
    ...(spells[place] as Omit<Spell, 'value'>),
    days,
    values: metrics.map((_, i) => m[`m${i}`] ?? null),
  }))
  return countedOf(all, period)
}

/** The spells, however short, of those who have enough available days in all of the period. */
function countedOf(spells: Weeks[], period: Period): Weeks[] {
  const whole = new Map<number, number>()
  for (const { id, days } of spells) whole.set(id, (whole.get(id) ?? 0) + days)
  const fewest = fewestDays(period)
  return spells.filter(({ id }) => (whole.get(id) ?? 0) >= fewest)
}

/** The spells that the spans make, and of each span the place of its spell: who came back to a value has one of it. */
function spellsOf(spans: readonly Span[]) {
  const known = new Map<string, number>()
  const spells: Omit<Spell, 'value'>[] = []
  const places = spans.map(({ id, row, column, team }) => {
    const key = `${id} ${row} ${column}`
    const place = known.get(key) ?? spells.push({ id, row, column, team }) - 1
    known.set(key, place)
    return place
  })
  return { spells, places }
}
