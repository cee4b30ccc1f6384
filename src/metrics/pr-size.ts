import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const prSize: MetricDefinition = {
  id: 'pr_size',
  name: 'Size of pull requests',
  definition: 'Lines added and removed by a merged pull request, by the geometric mean.',
  unit: 'lines',
  direction: 'lower',
  kind: 'log',
  unknown: 'Without a merged pull request whose size is known there is no value.',
  gaming:
    'Smaller is usually easier to review, up to a point; splitting for its own sake is no gain.',
  guardrails: ['pr_throughput'],
  subject: 'pull_requests',
  numerator: sql`w.size_ln`,
  denominator: sql`w.prs_sized`,
  scale: LOG_UNIT,
  events: 'pull requests',
  buckets: sql`w.size`,
}
