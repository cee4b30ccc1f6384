import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const reworkRate: MetricDefinition = {
  id: 'rework_rate',
  name: 'Rework',
  definition:
    'Deployments to production that fixed an incident, and so were not planned, as a share of all.',
  unit: '% of deployments',
  direction: 'lower',
  kind: 'share',
  unknown:
    'Only days count that a source of incidents covers which says what fixed them; without one there is no value.',
  gaming: 'Fixing together with planned changes, or not saying what fixed an incident, lowers it.',
  guardrails: ['change_failure_rate'],
  of: 'team',
  subject: 'incidents',
  numerator: sql`w.deployments_fixing`,
  denominator: sql`w.deployments_traced`,
  scale: 100,
}
