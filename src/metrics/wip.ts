import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const wip: MetricDefinition = {
  id: 'wip',
  name: 'Open pull requests',
  definition:
    'Pull requests of a person that are open and no drafts at the end of an available day, by the mean of the days.',
  unit: 'pull requests',
  direction: 'lower',
  kind: 'rate',
  unknown:
    'Days that no source of pull requests covers are left out; a known day without an open one is a true 0. Of a source that tells of merged ones alone, those not yet merged are missing.',
  gaming: 'Closing and opening again, or keeping work in drafts, lowers it.',
  guardrails: ['pr_throughput', 'pr_cycle_time'],
  subject: 'pull_requests',
  numerator: sql`w.open_days`,
  denominator: sql`w.code_days`,
  scale: 1,
}
