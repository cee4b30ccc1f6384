import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const changeLeadTime: MetricDefinition = {
  id: 'change_lead_time',
  name: 'Lead time of changes',
  definition:
    'Hours from the first commit of a merged pull request to the first successful deployment to production that holds it, within 90 days, by the geometric mean. A deployment holds the pull request whose merge commit it brings, and all that were merged into the same branch before.',
  unit: 'hours',
  direction: 'lower',
  kind: 'log',
  unknown:
    'A pull request without a deployment that is known to hold it has none. A person of whose merged pull requests fewer than 70% have one has no value; neither have those of the last 14 known days.',
  gaming: 'Pushing the first commit late shortens it.',
  guardrails: ['pr_throughput', 'revert_rate'],
  subject: 'pull_requests',
  numerator: sql`w.lead_ln`,
  denominator: sql`w.prs_deployed`,
  scale: LOG_UNIT,
  events: 'pull requests',
  buckets: sql`w.lead`,
  settles_after: 14,
  known_from: { share: 0.7, of: sql`w.prs_merged` },
}
