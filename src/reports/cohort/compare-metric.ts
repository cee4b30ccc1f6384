import type { MetricDefinition } from '../../metrics/metric.ts'
import { type CohortEstimate, type CohortMetric, Comparison, Metric } from '../../model/index.ts'
import { shownPartSize } from '../../privacy/shown-size.ts'
import type { Arm } from './arm.ts'
import { type Compared, compare } from './compare.ts'
import { compareTimes } from './compare-times.ts'
import { measure } from './measure.ts'
import { overallOf } from './overall.ts'
import { isLinked, type Pair } from './pairs.ts'
import type { Question } from './question.ts'
import { sentenceOf } from './sentence.ts'
import { pairsOf, type Side, type Sides } from './side.ts'
import { compareSurvey, compareSurveyTimes } from './survey-compare.ts'
import { measureSurvey, sharesOf } from './survey-measure.ts'
import { FEWEST_ANSWERS, isSurvey, type SurveyMetric } from './survey-metrics.ts'
import { withWeighted } from './survey-weighted.ts'
import { compareTeams, measureTeams } from './teams.ts'

/** One metric of all cohorts, with what the warnings need of its comparisons. */
export interface ComparedMetric {
  answer: CohortMetric
  compared: Compared[]
}

/** A metric of the question: each cohort measured, and each pair compared. */
export function compareMetric(sides: Sides, place: number): ComparedMetric {
  const { question, ...now } = sides.now
  const metric = question.metrics[place] as MetricDefinition
  const arms = now.arms[place] ?? []
  const { minimum } = question
  const cohorts = new Map(arms.map((arm) => [arm.cohort, measureOf(metric)(arm, minimum)]))
  const told = pairsOf(sides, place).map((pair) => comparisonOf(question, pair, cohorts, metric))
  const overall = overallOf(question, arms, metric)
  return {
    answer: {
      metric: Metric.parse(metric),
      ...(isSurvey(metric) && { survey: surveyOf(sides.now, metric, place) }),
      cohorts: [...cohorts.values()],
      ...(overall && { overall }),
      comparisons: told.map(({ answer }) => answer),
    },
    compared: told.map(({ compared }) => compared),
  }
}

function comparisonOf(
  question: Question,
  pair: Pair,
  cohorts: ReadonlyMap<string, CohortEstimate>,
  metric: MetricDefinition,
) {
  const { minimum, attribute, across } = question
  const { x, y, paired } = pair
  const compared = compareOf(metric, paired)(x, y, question)
  const against = pair.against && measureOf(metric)(pair.against, minimum)
  const of = cohorts.get(x.cohort) as CohortEstimate
  const to = against ?? (cohorts.get(y.cohort) as CohortEstimate)
  const same_people = paired ? samePeople(pair, metric, minimum) : undefined
  const attributes = [attribute, ...across].map(({ name }) => name)
  const sentence = sentenceOf(compared, { attributes, metric, of, to, same_people })
  return {
    compared,
    answer: Comparison.parse({
      ...compared,
      ...(against && { against }),
      ...(same_people !== undefined && { same_people }),
      sentence,
    }),
  }
}

/** How many people the change is about; null where it is not about the same ones, or hidden. */
function samePeople({ x, y }: Pair, metric: MetricDefinition, minimum: number): number | null {
  if (metric.of === 'team' || !x.shown || !y.shown) return null
  if (!isSurvey(metric)) return shownPartSize(x.people, x.of_people, minimum)
  if (!isLinked(x, y)) return null
  return shownPartSize(x.people, x.of_people, Math.max(FEWEST_ANSWERS, minimum))
}

function measureOf(metric: MetricDefinition): (arm: Arm, minimum: number) => CohortEstimate {
  if (isSurvey(metric)) return (arm, minimum) => measureSurvey(arm, metric, minimum)
  return (arm, minimum) => (metric.of === 'team' ? measureTeams : measure)(arm, metric, minimum)
}

function compareOf(
  metric: MetricDefinition,
  paired = false,
): (x: Arm, y: Arm, question: Question) => Compared {
  if (isSurvey(metric))
    return (x, y, question) =>
      (paired && isLinked(x, y) ? compareSurveyTimes : compareSurvey)(x, y, { ...question, metric })
  const ofPeople = paired ? compareTimes : compare
  const comparing = metric.of === 'team' ? compareTeams : ofPeople
  return (x, y, question) => comparing(x, y, { ...question, metric })
}

function surveyOf({ question, ...now }: Side, metric: SurveyMetric, place: number) {
  const { name, opened, closed } = metric.wave
  const arms = now.arms[place] ?? []
  const beside = question.others ? (now.beside[place] ?? []) : []
  const shares = arms.map((arm) => sharesOf(arm, metric, question.minimum))
  return {
    wave: name,
    opened,
    closed,
    shares: withWeighted(
      shares,
      { arms, members: now.asked[place] ?? [], beside },
      question,
      metric,
    ),
  }
}
