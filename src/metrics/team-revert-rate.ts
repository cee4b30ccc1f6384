import type { MetricDefinition } from './metric.ts'
import { revertRate } from './revert-rate.ts'

/** The sums of a team are those of its people, so nothing is kept twice. */
export const teamRevertRate: MetricDefinition = {
  ...revertRate,
  id: 'team_revert_rate',
  name: 'Reverts of the team',
  definition:
    'Merged pull requests of the people of a team that were reverted between 48 hours and 14 days after their merge, as a share of all that they merged while in the team.',
  guardrails: ['deployment_frequency'],
  of: 'team',
}
