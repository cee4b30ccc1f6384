import { changeFailureRate } from './change-failure-rate.ts'
import { deploymentFrequency } from './deployment-frequency.ts'
import type { MetricDefinition } from './metric.ts'
import { recoveryTime } from './recovery-time.ts'
import { reworkRate } from './rework-rate.ts'
import { teamCiFlakeRate } from './team-ci-flake-rate.ts'
import { teamRevertRate } from './team-revert-rate.ts'

/**
 * The metrics of teams, which no person has: over a row `w` of team_weeks where the subject is deployments or incidents, else
 * of the user_weeks of the people who are in the team in that week.
 */
export const TEAM_CATALOGUE: readonly MetricDefinition[] = [
  deploymentFrequency,
  changeFailureRate,
  recoveryTime,
  reworkRate,
  teamRevertRate,
  teamCiFlakeRate,
]
