import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

/** Days after which a pull request that is open yet counts. */
export const STUCK_AFTER = 14

export const prStillOpen: MetricDefinition = {
  id: 'pr_still_open',
  name: 'Open after 14 days',
  definition:
    'Pull requests that were neither merged nor closed 14 days after they were opened, as a share of all opened. Cycle time counts none of them before they are merged, so it is to be read beside.',
  unit: '% of pull requests',
  direction: 'lower',
  kind: 'share',
  unknown:
    'Without an opened pull request there is no value; those of the last 14 known days are too young to tell. Of a source that tells of merged ones alone, those never merged are missing.',
  gaming: 'Closing and opening again lowers it.',
  guardrails: ['pr_throughput', 'pr_cycle_time'],
  subject: 'pull_requests',
  numerator: sql`w.prs_stuck`,
  denominator: sql`w.prs_opened`,
  scale: 100,
  settles_after: STUCK_AFTER,
}
