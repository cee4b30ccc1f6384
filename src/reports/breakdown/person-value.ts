import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { settled } from '../settled.ts'

/**
 * The value of a metric over rows `w` of user_weeks that are grouped by person; null: unknown. Weeks that have not settled do not
 * count, and a value that rests on too small a part of what there is is unknown.
 */
export function personValue(
  metric: MetricDefinition,
  known_until: string | null,
): RawBuilder<number | null> {
  const { numerator, denominator, scale, settles_after, known_from } = metric
  const stands =
    settles_after === undefined ? sql`` : sql`filter (where ${settled(metric, known_until)})`
  const all = (part: RawBuilder<unknown>) => sql`sum(${part}) ${stands}`
  const value: RawBuilder<number | null> =
    sql`${scale}::float8 * (${all(numerator)})::float8 / nullif(${all(denominator)}, 0)`
  if (known_from === undefined) return value
  const { share, of } = known_from
  return sql`case when ${all(denominator)} >= ${sql.lit(share)} * ${all(of)} then ${value} end`
}

/** What must be joined to rows `w` of user_weeks for the metrics to be there: weeks of the tool as `t`, and what each brings. */
export function joinsOf(
  metrics: readonly MetricDefinition[],
  tool: string | null,
): RawBuilder<unknown> {
  const toolWeeks = metrics.some(({ subject }) => subject === 'tool_days')
    ? [
        sql`left join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool}`,
      ]
    : []
  return sql.join([...toolWeeks, ...metrics.flatMap(({ join }) => join ?? []), sql``], sql` `)
}
