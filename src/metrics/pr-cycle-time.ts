import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const prCycleTime: MetricDefinition = {
  id: 'pr_cycle_time',
  name: 'Cycle time',
  definition:
    'Hours from the first commit of a pull request to its merge, by the clock, drafts included; from its opening where no commit is known. Only merged ones count, by the geometric mean.',
  unit: 'hours',
  direction: 'lower',
  kind: 'log',
  unknown: 'Without a merged pull request there is no value.',
  gaming: 'Pushing the first commit late shortens it.',
  guardrails: ['pr_still_open', 'pr_size', 'unreviewed_merge_share', 'revert_rate'],
  subject: 'pull_requests',
  numerator: sql`w.cycle_ln`,
  denominator: sql`w.prs_cycled`,
  scale: LOG_UNIT,
  events: 'pull requests',
  buckets: sql`w.cycle`,
}
