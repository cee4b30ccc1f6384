import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const deploymentFrequency: MetricDefinition = {
  id: 'deployment_frequency',
  name: 'Deployment frequency',
  definition:
    'Deployments that reached production per service and week, of the services of a team. The same commit deployed again within an hour counts once; a rollback does not count.',
  unit: 'per service and week',
  direction: 'higher',
  kind: 'rate',
  unknown:
    'A service counts from its first deployment to production on, on days that a source of its deployments covers, for the team whose it is that day. A team without a service has no value.',
  gaming: 'Splitting changes or services raises it.',
  guardrails: ['change_failure_rate', 'rework_rate'],
  of: 'team',
  subject: 'deployments',
  numerator: sql`w.deployments`,
  denominator: sql`w.service_days`,
  scale: 7,
}
