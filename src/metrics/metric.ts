import { type RawBuilder, sql } from 'kysely'
import type { Metric } from '../model/index.ts'
import type { Subject } from './sums/sums.ts'

/**
 * A metric with its SQL. A person's value over a span of weeks is `scale * sum(numerator) / sum(denominator)`; without
 * denominator it is unknown. Of a `log` metric that is the mean of the natural logarithms.
 */
export interface MetricDefinition extends Metric {
  kind: 'rate' | 'share' | 'log'
  /** What must be covered for it to be known. */
  subject: Subject | 'deployments' | 'incidents' | 'custom' | 'survey'
  /**
   * Over a row `w` of user_weeks, or `t` of user_tool_weeks where the subject is the days of a tool; of teams see
   * TEAM_CATALOGUE. A column, weighed with the part of full time or chosen by whether reviews are known: so it is the same over
   * a row of user_periods.
   */
  numerator: RawBuilder<unknown>
  denominator: RawBuilder<unknown>
  scale: number
  /** Over a row `w` of user_week_buckets: what the denominator counts, a byte for each, the bucket in which its value lies. */
  buckets?: RawBuilder<unknown>
  /** What must be joined to the row `w` for its numbers to be there. */
  join?: RawBuilder<unknown>
  /** Days that must have passed since a week before its number stands; none unless given. */
  settles_after?: number
  /** The value is unknown unless the denominator is at least this share of a sum. */
  known_from?: { share: number; of: RawBuilder<unknown> }
}

/** Of sums of logarithms, which are kept as whole billionths. */
export const LOG_UNIT = 1e-9

/** Known days of part of full time, in hundredths of a day: five days at 80% are 400. Full time where nothing is said. */
export const partTime = (days: RawBuilder<unknown>): RawBuilder<number> =>
  sql`${days} * coalesce(w.fte, 100)`

/** Of sums of hundredths of days. */
export const DAY_UNIT = 100
