import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const prReviewTime: MetricDefinition = {
  id: 'pr_review_time',
  name: 'Review time',
  definition:
    'Hours from the first review by somebody else to the merge, of merged pull requests, by the geometric mean.',
  unit: 'hours',
  direction: 'lower',
  kind: 'log',
  unknown: 'A pull request that nobody reviewed has none; it counts among the unreviewed merges.',
  gaming: 'Approving without reading shortens it.',
  guardrails: ['revert_rate', 'unreviewed_merge_share'],
  subject: 'pull_requests',
  numerator: sql`w.review_ln`,
  denominator: sql`w.prs_reviewed`,
  scale: LOG_UNIT,
  events: 'pull requests',
  buckets: sql`w.review`,
}
