import type { MetricDefinition } from '../../metrics/metric.ts'
import { releaseOf } from '../../surveys/release-name.ts'
import type { Arm, Members } from '../cohort/arm.ts'
import type { Question } from '../cohort/question.ts'
import { isSurvey } from '../cohort/survey-metrics.ts'
import type { Family } from './release.ts'

/** What a cohort report would show: how many people each cohort has, and each metric of those who have a value. */
export function cohortFamilies(
  { metrics, tool }: Pick<Question, 'metrics' | 'tool'>,
  members: readonly Members[],
  arms: readonly (readonly Arm[])[],
): Family[] {
  const cohorts = members.map(({ people, shown }) => ({
    members: people.map(({ id }) => id),
    shown,
  }))
  return [
    { metric: 'people', groups: cohorts },
    ...metrics.map((metric, place) => ({
      metric: releaseNameOf(metric, tool),
      only_with: [0],
      groups: arms[place] ?? [],
    })),
  ]
}

/** What a metric is called where it is kept what was shown: another one for each tool, and in each run of a survey. */
export function releaseNameOf(metric: MetricDefinition, tool: Question['tool']): string {
  if (isSurvey(metric)) return releaseOf(metric.id, metric.wave.id)
  return metric.subject === 'tool_days' ? `${metric.id} ${tool?.name}` : metric.id
}

/** Groups as the gate lets them through: what is shown, and what would be if others had not been shown before. */
export function gated<G extends { shown: boolean }>(
  groups: readonly G[],
  shown: readonly boolean[] | undefined,
  whole: readonly (boolean | undefined)[] = groups.map(() => true),
): (G & { refused: boolean })[] {
  return groups.map((group, place) => {
    const passes = group.shown && shown?.[place] === true && whole[place] === true
    return { ...group, shown: passes, refused: group.shown && !passes }
  })
}
