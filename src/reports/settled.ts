import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../metrics/metric.ts'
import { dayAfter } from '../model/index.ts'

/** Whether the number of week `w` stands: as many days after it are known as the metric needs to settle. */
export function settled(
  { settles_after }: MetricDefinition,
  known_until: string | null,
): RawBuilder<boolean> {
  if (settles_after === undefined || known_until === null) return sql`true`
  return sql`w.week + 7 <= ${dayAfter(known_until, -settles_after)}::date`
}
