import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Period } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { countIn } from '../person-value.ts'
import { settled } from '../settled.ts'

/** What is drawn of people beside their values. */
type Row = { id: number } & Record<`n${number}`, number | null> &
  Record<`e${number}`, Uint8Array | null>

/**
 * The buckets of what each metric counts of people over a period, by user, such as those of their pull requests. Null where a metric
 * has none, and where they are not as many as make the person's value: then some of the weeks are without.
 */
export async function drawEvents(
  db: Db,
  metrics: readonly MetricDefinition[],
  ids: readonly number[],
  { period, known_until }: { period: Period; known_until: string | null },
): Promise<Map<number, (Uint8Array | null)[]>> {
  const bucketed = metrics.flatMap((metric, i) => (metric.buckets ? [{ metric, i }] : []))
  if (bucketed.length === 0) return new Map()
  const counts = bucketed.map(
    ({ metric, i }) => sql`${countIn(metric, known_until)} as ${sql.ref(`n${i}`)}`,
  )
  const buckets = bucketed.map(
    ({ metric, i }) =>
      sql`string_agg(${metric.buckets}, ''::bytea) filter (where ${settled(metric, known_until)}) as ${sql.ref(`e${i}`)}`,
  )
  const summed = (
    columns: readonly RawBuilder<unknown>[],
    table: 'user_weeks' | 'user_week_buckets',
  ) => sql`
    select w.user_id, ${sql.join(columns)}
    from unnest(${[...ids]}::bigint[]) p(id)
    join ${sql.table(table)} w on w.user_id = p.id
    where w.week >= ${period.from}::date and w.week < ${period.to}::date
    group by w.user_id
  `
  const rows = await many(
    db,
    sql<Row>`
      with counted as (${summed(counts, 'user_weeks')}), kept as (${summed(buckets, 'user_week_buckets')})
      select c.user_id as id, ${sql.join(bucketed.flatMap(({ i }) => [sql.ref(`c.n${i}`), sql.ref(`k.e${i}`)]))}
      from counted c
      left join kept k on k.user_id = c.user_id
    `,
  )
  return new Map(rows.map((row) => [row.id, metrics.map((_, i) => wholeOf(row, i))]))
}

const NONE = new Uint8Array()

function wholeOf(row: Row, i: number): Uint8Array | null {
  const bytes = row[`e${i}`] ?? NONE
  return bytes.length === row[`n${i}`] ? bytes : null
}
