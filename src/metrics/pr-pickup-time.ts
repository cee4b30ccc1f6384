import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const prPickupTime: MetricDefinition = {
  id: 'pr_pickup_time',
  name: 'Wait for review',
  definition:
    'Hours from the moment a pull request was ready for review to the first review by somebody else, of merged ones, by the geometric mean.',
  unit: 'hours',
  direction: 'lower',
  kind: 'log',
  unknown: 'A pull request that nobody reviewed has none; it counts among the unreviewed merges.',
  gaming: 'A hasty first comment shortens it.',
  guardrails: ['pr_review_time', 'unreviewed_merge_share'],
  subject: 'pull_requests',
  numerator: sql`w.pickup_ln`,
  denominator: sql`w.prs_picked_up`,
  scale: LOG_UNIT,
  events: 'pull requests',
  buckets: sql`w.pickup`,
}
