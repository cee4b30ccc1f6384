import type { Warning } from '../../model/index.ts'
import type { Members } from '../cohort/arm.ts'

/** With fewer teams in an arm, plain intervals find what is not there in 6 to 9 studies of a hundred instead of 5. */
const FEW_TEAMS = 10

/** What may mislead in the result of a study. */
export function studyWarnings(arms: readonly Members[]): Warning[] {
  if (arms.every(({ teams }) => teams >= FEW_TEAMS)) return []
  return [
    {
      code: 'too_few_teams',
      message: `An arm has fewer than ${FEW_TEAMS} teams: intervals of so few are somewhat too narrow, so take what stands out for a suggestion.`,
    },
  ]
}
