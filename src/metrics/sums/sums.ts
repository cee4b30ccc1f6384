import type { RawBuilder } from 'kysely'

/** What must be covered for a number to be known. */
export type Subject =
  | 'pull_requests'
  | 'reviews'
  | 'tool_days'
  | 'pipeline_runs'
  | 'workspace_starts'
  | 'calendar'

/** Columns of user_weeks that are known together: 0 where the query gives no row for a week of which its subject is known. */
export interface Sums {
  subject: Exclude<Subject, 'tool_days'>
  columns: readonly string[]
  /** Columns of user_week_buckets. */
  buckets?: readonly string[]
  /** Gives user_id, week and all these columns, from the tables that a step of the rollup has opened. */
  query: RawBuilder<unknown>
}
