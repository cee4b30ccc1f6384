import type { Correlation, ReportGround, Warning } from '../../model/index.ts'
import { scopeWarnings } from '../scope-warnings.ts'
import type { Question } from './question.ts'

/** Fewer teams make an interval too narrow. */
const ENOUGH_TEAMS = 10

/** What may mislead about metrics beside use. */
export function correlationWarnings(
  question: Question,
  ground: Pick<ReportGround, 'coverage' | 'unmatched' | 'weeks_waiting'>,
  metrics: readonly Correlation[],
): Warning[] {
  const subjects = question.metrics.flatMap((it) =>
    it.kind === 'people' || it.kind === 'teams' ? [it.definition.subject] : [],
  )
  return [
    association(question),
    ...fewTeams(metrics),
    ...scopeWarnings({
      ...question,
      ...ground,
      subjects: ['tool_days', ...subjects],
      counted_in: 'periods of four whole weeks',
    }),
  ]
}

/** What else may make the two go together, by what is compared. */
function association({ form, tool }: Question): Warning {
  const message =
    form === 'within_person'
      ? `This is an association: where a person works more in ${tool.name}, their work may be of another kind. What changed when people began to use it, the impact report tells.`
      : `These are different people: who works more in ${tool.name} may differ in more than role, level and team. What changed when people began to use it, the impact report tells.`
  return { code: 'different_people', message }
}

function fewTeams(metrics: readonly Correlation[]): Warning[] {
  const few = metrics.filter(
    ({ estimate, teams }) => estimate !== null && teams !== null && teams < ENOUGH_TEAMS,
  )
  if (few.length === 0) return []
  const names = few.map(({ metric }) => metric.name).join(', ')
  return [
    {
      code: 'too_few_teams',
      message: `${names}: these people are in fewer than ${ENOUGH_TEAMS} teams, and people of a team are alike. The intervals are too narrow.`,
    },
  ]
}
