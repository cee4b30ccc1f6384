import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const envFailureRate: MetricDefinition = {
  id: 'env_failure_rate',
  name: 'Failed starts of workspaces',
  definition: 'Starts of workspaces that failed, as a share of all that were asked for.',
  unit: '% of starts',
  direction: 'lower',
  kind: 'share',
  unknown: 'Without a start of a workspace there is no value.',
  gaming: 'Starting less often lowers it.',
  guardrails: ['env_ready_time'],
  subject: 'workspace_starts',
  numerator: sql`w.env_failed`,
  denominator: sql`w.env_starts`,
  scale: 100,
}
