import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const revertRate: MetricDefinition = {
  id: 'revert_rate',
  name: 'Reverts',
  definition:
    'Merged pull requests that were reverted between 48 hours and 14 days after their merge, as a share of all merged ones. A revert is known by its title, as GitHub and GitLab write it. A sooner one takes the change out of every count.',
  unit: '% of pull requests',
  direction: 'lower',
  kind: 'share',
  unknown:
    'Without a merged pull request there is no value; those of the last 14 known days are too young to tell.',
  gaming: 'Fixing forward instead of reverting lowers it.',
  guardrails: ['pr_cycle_time'],
  subject: 'pull_requests',
  numerator: sql`w.prs_reverted`,
  denominator: sql`w.prs_merged`,
  scale: 100,
  settles_after: 14,
}
