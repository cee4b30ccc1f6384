import type { MetricDefinition } from '../../metrics/metric.ts'
import { type CohortEstimate, type CohortMetric, Comparison, Metric } from '../../model/index.ts'
import type { Arm } from './arm.ts'
import { type Compared, compare } from './compare.ts'
import { measure } from './measure.ts'
import { overallOf } from './overall.ts'
import type { Question } from './question.ts'
import { sentenceOf } from './sentence.ts'
import { compareSurvey } from './survey-compare.ts'
import { measureSurvey, sharesOf } from './survey-measure.ts'
import { isSurvey, type SurveyMetric } from './survey-metrics.ts'
import { compareTeams, measureTeams } from './teams.ts'

/** One metric of all cohorts, with what the warnings need of its comparisons. */
export interface ComparedMetric {
  answer: CohortMetric
  compared: Compared[]
}

/** A metric of the question: each cohort measured, and each compared with the last. */
export function compareMetric(
  question: Question,
  arms: readonly Arm[],
  metric: MetricDefinition,
): ComparedMetric {
  const { minimum, attribute } = question
  const measured = arms.map((arm) => ({
    arm,
    cohort: measureOf(metric)(arm, minimum),
  }))
  const last = measured.at(-1)
  const pairs = measured.slice(0, -1).flatMap(({ arm, cohort }) => {
    if (last === undefined) return []
    const compared = compareOf(metric)(arm, last.arm, question)
    const told = { attribute: attribute.name, metric, of: cohort, to: last.cohort }
    return [{ compared, sentence: sentenceOf(compared, told) }]
  })
  const overall = overallOf(question, arms, metric)
  return {
    answer: {
      metric: Metric.parse(metric),
      ...(isSurvey(metric) && { survey: surveyOf(metric, arms, minimum) }),
      cohorts: measured.map(({ cohort }) => cohort),
      ...(overall && { overall }),
      comparisons: pairs.map(({ compared, sentence }) =>
        Comparison.parse({ ...compared, sentence }),
      ),
    },
    compared: pairs.map(({ compared }) => compared),
  }
}

function measureOf(metric: MetricDefinition): (arm: Arm, minimum: number) => CohortEstimate {
  if (isSurvey(metric)) return (arm, minimum) => measureSurvey(arm, metric, minimum)
  return (arm, minimum) => (metric.of === 'team' ? measureTeams : measure)(arm, metric, minimum)
}

function compareOf(metric: MetricDefinition): (x: Arm, y: Arm, question: Question) => Compared {
  if (isSurvey(metric)) return (x, y, question) => compareSurvey(x, y, { ...question, metric })
  const comparing = metric.of === 'team' ? compareTeams : compare
  return (x, y, question) => comparing(x, y, { ...question, metric })
}

function surveyOf(metric: SurveyMetric, arms: readonly Arm[], minimum: number) {
  const { name, opened, closed } = metric.wave
  return { wave: name, opened, closed, shares: arms.map((arm) => sharesOf(arm, metric, minimum)) }
}
