import { ciFlakeRate } from './ci-flake-rate.ts'
import type { MetricDefinition } from './metric.ts'

/** The sums of a team are those of its people, so nothing is kept twice. */
export const teamCiFlakeRate: MetricDefinition = {
  ...ciFlakeRate,
  id: 'team_ci_flake_rate',
  name: 'Flaky pipelines of the team',
  definition:
    'Pipelines of pull requests of the people of a team that failed and then passed when they were tried again on the same commit, as a share of all that passed or failed while they were in the team.',
  of: 'team',
}
