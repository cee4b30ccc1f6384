import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const ciSuccessFirstTry: MetricDefinition = {
  id: 'ci_success_first_try',
  name: 'Pipelines pass at once',
  definition:
    'Pushes to pull requests all of whose pipelines passed at their first attempt, as a share of the pushes whose first attempts are known, for the author.',
  unit: '% of pushes',
  direction: 'higher',
  kind: 'share',
  unknown:
    'Without a push whose first attempt ended there is no value. Where a source does not tell attempts apart, its one result is taken for the first.',
  gaming: 'Testing less raises it.',
  guardrails: ['revert_rate', 'ci_flake_rate'],
  subject: 'pipeline_runs',
  numerator: sql`w.ci_passed`,
  denominator: sql`w.ci_first`,
  scale: 100,
}
