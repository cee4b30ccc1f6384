import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const ciWait: MetricDefinition = {
  id: 'ci_wait',
  name: 'Wait for pipelines',
  definition:
    'Minutes from the moment when the first pipeline of a push to a pull request was queued until the last had ended, attempts that were repeated included, for its author, by the geometric mean. Runs that were cancelled, superseded or skipped are left out.',
  unit: 'minutes',
  direction: 'lower',
  kind: 'log',
  unknown: 'Without a push whose pipelines ended there is no value.',
  gaming: 'Testing less shortens it.',
  guardrails: ['ci_success_first_try', 'revert_rate'],
  subject: 'pipeline_runs',
  numerator: sql`w.ci_wait_ln`,
  denominator: sql`w.ci_pushes`,
  scale: LOG_UNIT,
  events: 'pushes',
  buckets: sql`w.ci_wait`,
}
