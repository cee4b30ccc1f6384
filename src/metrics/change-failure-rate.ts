import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const changeFailureRate: MetricDefinition = {
  id: 'change_failure_rate',
  name: 'Change failures',
  definition:
    'Deployments to production that caused an incident or were rolled back within seven days, as a share of all. An incident of which nobody says what caused it falls to the last deployment before it; a failed pipeline is no failure in production.',
  unit: '% of deployments',
  direction: 'lower',
  kind: 'share',
  unknown:
    'Only deployments count of which a source of incidents covers the day and the seven that follow; without one there is no value.',
  gaming: 'Not opening incidents lowers it.',
  guardrails: ['deployment_frequency', 'recovery_time'],
  of: 'team',
  subject: 'incidents',
  numerator: sql`w.deployments_failed`,
  denominator: sql`w.deployments_judged`,
  scale: 100,
}
