import { sql } from 'kysely'
import { LOG_UNIT, type MetricDefinition } from './metric.ts'

export const envReadyTime: MetricDefinition = {
  id: 'env_ready_time',
  name: 'Start of a workspace',
  definition:
    'Seconds from the moment when a workspace was asked for until it could be used, of starts that succeeded, by the geometric mean.',
  unit: 'seconds',
  direction: 'lower',
  kind: 'log',
  unknown: 'Without a start whose time is known there is no value.',
  gaming: 'Leaving workspaces running all night shortens it, and costs.',
  guardrails: ['env_failure_rate'],
  subject: 'workspace_starts',
  numerator: sql`w.env_ready_ln`,
  denominator: sql`w.env_timed`,
  scale: LOG_UNIT,
  events: 'starts',
  buckets: sql`w.env_ready`,
}
