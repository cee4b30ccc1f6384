import type { Correlation, ReportGround, Warning } from '../../model/index.ts'
import { scopeWarnings } from '../scope-warnings.ts'
import type { AskedMetric } from './metrics.ts'
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
    ...arithmetic(question),
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

/** A pull request makes its days coding days, so whoever has more of them has a lower share of use by that alone. */
export function lowersByArithmetic(asked: AskedMetric): boolean {
  return (
    asked.kind === 'people' &&
    asked.definition.subject === 'pull_requests' &&
    asked.definition.kind === 'rate'
  )
}

function arithmetic({ metrics, tool }: Question): Warning[] {
  const counts = metrics.filter(lowersByArithmetic)
  if (counts.length === 0) return []
  const names = counts.map(({ metric }) => metric.name).join(', ')
  return [
    {
      code: 'composition',
      message: `${names}: days on which pull requests are opened or merged count as coding days, with ${tool.name} or without. More of them lower the share of use by that alone, so a lower figure with more use may be mere arithmetic.`,
    },
  ]
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
