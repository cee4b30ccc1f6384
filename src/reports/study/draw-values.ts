import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Period } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { settled } from '../settled.ts'

/** The value of each metric that people have over a period, by user; null: unknown. Who is missing has no known week. */
export async function drawValues(
  db: Db,
  metrics: readonly MetricDefinition[],
  ids: readonly number[],
  { period, known_until }: { period: Period; known_until: string | null },
): Promise<Map<number, (number | null)[]>> {
  const columns = metrics.map(
    (metric, i) => sql`${meanOver(metric, known_until)} as ${sql.ref(`m${i}`)}`,
  )
  const rows = await many(
    db,
    sql<{ id: number } & Record<`m${number}`, number | null>>`
      select w.user_id as id, ${sql.join(columns)}
      from unnest(${[...ids]}::bigint[]) p(id)
      join user_weeks w on w.user_id = p.id
      ${sql.join(
        metrics.map(({ join }) => join ?? sql``),
        sql` `,
      )}
      where w.week >= ${period.from}::date and w.week < ${period.to}::date
      group by w.user_id
    `,
  )
  const scaled = (value: number | null | undefined, { scale }: MetricDefinition) =>
    value === null || value === undefined ? null : scale * value
  return new Map(
    rows.map((row) => [row.id, metrics.map((metric, i) => scaled(row[`m${i}`], metric))]),
  )
}

function meanOver(metric: MetricDefinition, known_until: string | null): RawBuilder<number | null> {
  const { numerator, denominator, settles_after, known_from } = metric
  const stands =
    settles_after === undefined ? sql`` : sql`filter (where ${settled(metric, known_until)})`
  const all = (part: RawBuilder<unknown>) => sql`sum(${part}) ${stands}`
  const value: RawBuilder<number | null> =
    sql`(${all(numerator)})::float8 / nullif(${all(denominator)}, 0)`
  if (known_from === undefined) return value
  const { share, of } = known_from
  return sql`case when ${all(denominator)} >= ${sql.lit(share)} * ${all(of)} then ${value} end`
}
