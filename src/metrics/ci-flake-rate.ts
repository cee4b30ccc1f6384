import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const ciFlakeRate: MetricDefinition = {
  id: 'ci_flake_rate',
  name: 'Flaky pipelines',
  definition:
    'Pipelines of pull requests that failed and then passed when they were tried again on the same commit, as a share of all that passed or failed.',
  unit: '% of pipelines',
  direction: 'lower',
  kind: 'share',
  unknown:
    'Without a pipeline that ended there is no value. Where a source does not tell attempts apart, none is seen to be flaky.',
  gaming: 'Pushing an empty commit instead of trying again hides a flaky test.',
  guardrails: ['ci_wait'],
  subject: 'pipeline_runs',
  numerator: sql`w.ci_flaky`,
  denominator: sql`w.ci_runs`,
  scale: 100,
}
