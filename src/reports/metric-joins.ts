import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../metrics/metric.ts'

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
