import { sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from './metric.ts'

export const prThroughput: MetricDefinition = {
  id: 'pr_throughput',
  name: 'Merged pull requests',
  definition:
    'Pull requests that a person wrote and that were merged, into whatever branch, per five available days: days of work that are no public holidays and no absence, times the part of full time. Left out: bots, pull requests that an agent wrote by itself, merges of one long-lived branch into another, changes of no line, and a change with its revert when that came within 48 hours.',
  unit: 'per 5 days',
  direction: 'higher',
  kind: 'rate',
  unknown:
    'Available days count only where the person has an account at a source that covers them; such a day without a merge is a true 0.',
  gaming: 'Splitting work into more pull requests raises it.',
  guardrails: ['pr_size', 'large_pr_share', 'revert_rate', 'unreviewed_merge_share'],
  subject: 'pull_requests',
  numerator: sql`w.prs_merged`,
  denominator: partTime(sql`w.code_days`),
  scale: 5 * DAY_UNIT,
}
