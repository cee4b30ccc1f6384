import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../metrics/metric.ts'
import { settled } from './settled.ts'

/**
 * The value of a person before the scale of the metric, null where it is unknown: over all rows `w` of a group, or of a single
 * row, which is a group of its own. Weeks that have not settled are left out. The sums of a person are whole numbers below 2^53,
 * which floating point adds exactly, and twice as fast.
 */
export function personValue(
  metric: MetricDefinition,
  known_until: string | null,
  over: 'group' | 'row',
): RawBuilder<number | null> {
  const { numerator, denominator, known_from } = metric
  const all = (part: RawBuilder<unknown>) => sumOf(part, metric, { known_until, over })
  const quick = (part: RawBuilder<unknown>) => all(sql`(${part})::float8`)
  const value: RawBuilder<number | null> =
    sql`${quick(numerator)} / nullif(${quick(denominator)}, 0)`
  if (known_from === undefined) return value
  const { share, of } = known_from
  return sql`case when ${all(denominator)} >= ${sql.lit(share)} * ${all(of)} then ${value} end`
}

/** How many of what a metric counts make the value of a person, over all rows `w` of a group. */
export function countIn(
  metric: MetricDefinition,
  known_until: string | null,
): RawBuilder<number | null> {
  return sql<
    number | null
  >`${sumOf(sql`(${metric.denominator})::float8`, metric, { known_until, over: 'group' })}`
}

function sumOf(
  part: RawBuilder<unknown>,
  metric: MetricDefinition,
  { known_until, over }: { known_until: string | null; over: 'group' | 'row' },
): RawBuilder<unknown> {
  const everyWeek = metric.settles_after === undefined
  const stands = settled(metric, known_until)
  if (over === 'group')
    return everyWeek ? sql`sum(${part})` : sql`sum(${part}) filter (where ${stands})`
  return everyWeek ? sql`(${part})` : sql`case when ${stands} then ${part} end`
}
