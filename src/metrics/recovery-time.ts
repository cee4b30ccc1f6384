import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const recoveryTime: MetricDefinition = {
  id: 'recovery_time',
  name: 'Recovery time',
  definition:
    'Hours from a deployment that failed to the end of what it caused: when the last of its incidents was mitigated, else its rollback. By the geometric mean, in the week of the deployment.',
  unit: 'hours',
  direction: 'lower',
  kind: 'log',
  unknown:
    'Without a failed deployment, or while its incidents are open, there is no value; days that no source of incidents covers are left out.',
  gaming: 'Calling an incident mitigated early shortens it.',
  guardrails: ['change_failure_rate'],
  of: 'team',
  subject: 'incidents',
  numerator: sql`w.recovery_ln`,
  denominator: sql`w.recoveries`,
  scale: LOG_UNIT,
  events: 'recoveries',
  buckets: sql`w.recovery`,
}
