import type { MetricDefinition } from '../../metrics/metric.ts'
import { type CohortMetric, Comparison, Metric } from '../../model/index.ts'
import type { Arm } from './arm.ts'
import { type Compared, compare } from './compare.ts'
import { measure } from './measure.ts'
import type { Question } from './question.ts'
import { sentenceOf } from './sentence.ts'

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
    cohort: measure(arm, metric, minimum),
  }))
  const last = measured.at(-1)
  const pairs = measured.slice(0, -1).flatMap(({ arm, cohort }) => {
    if (last === undefined) return []
    const compared = compare(arm, last.arm, { ...question, metric })
    const told = { attribute: attribute.name, metric, of: cohort, to: last.cohort }
    return [{ compared, sentence: sentenceOf(compared, told) }]
  })
  return {
    answer: {
      metric: Metric.parse(metric),
      cohorts: measured.map(({ cohort }) => cohort),
      comparisons: pairs.map(({ compared, sentence }) =>
        Comparison.parse({ ...compared, sentence }),
      ),
    },
    compared: pairs.map(({ compared }) => compared),
  }
}
