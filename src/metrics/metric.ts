import type { RawBuilder } from 'kysely'
import type { Metric } from '../model/index.ts'

/**
 * A metric with its SQL. A person's value over a span of weeks is `scale * sum(numerator) / sum(denominator)`; without
 * denominator it is unknown. Of a `log` metric that is the mean of the natural logarithms.
 */
export interface MetricDefinition extends Metric {
  /** What must be covered for it to be known. */
  subject: 'pull_requests' | 'reviews' | 'tool_days' | 'deployments' | 'incidents' | 'custom'
  /**
   * Over a row `w` of user_weeks, or `t` of user_tool_weeks where the subject is the days of a tool; of teams see
   * TEAM_CATALOGUE.
   */
  numerator: RawBuilder<unknown>
  denominator: RawBuilder<unknown>
  scale: number
  /** What must be joined to the row `w` for its numbers to be there. */
  join?: RawBuilder<unknown>
  /** Days that must have passed since a week before its number stands; none unless given. */
  settles_after?: number
}

/** Of sums of logarithms, which are kept as whole billionths. */
export const LOG_UNIT = 1e-9
