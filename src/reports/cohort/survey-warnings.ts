import { hasValues, PERCEPTION, type Warning } from '../../model/index.ts'
import { wholePercent } from '../../model/numbers.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import { isReason } from '../../stats/reason.ts'
import { mapValues } from '../../stats/sample.ts'
import { weightedShare } from '../../stats/survey/weighted-share.ts'
import { weightOf } from '../../surveys/score.ts'
import type { Arm, Members } from './arm.ts'
import type { Question } from './question.ts'
import { strataOf } from './strata.ts'
import { FEWEST_ANSWERS, isSurvey, type SurveyMetric } from './survey-metrics.ts'

/** Response rates that lie further apart leave it open whether those who answered are alike. */
const RATES_APART = 0.1

/** What may mislead in answers to surveys: who did not answer, and what is belief. */
export function surveyWarnings(
  question: Question,
  members: readonly Members[],
  arms: readonly (readonly Arm[])[],
): Warning[] {
  return question.metrics.flatMap((metric, place) =>
    isSurvey(metric)
      ? [...perceived(metric), ...ratesApart(question, metric, members, arms[place] ?? [])]
      : [],
  )
}

function perceived({ id, name }: SurveyMetric): Warning[] {
  if (id !== PERCEPTION) return []
  const message = `${name} is what people believe, not what was measured: people have felt faster and been slower. Read it beside what is measured, and never alone.`
  return [{ code: 'perception', message }]
}

function ratesApart(
  question: Question,
  metric: SurveyMetric,
  members: readonly Members[],
  arms: readonly Arm[],
): Warning[] {
  const least = Math.max(FEWEST_ANSWERS, question.minimum)
  const shown = arms
    .map((arm, place) => ({ arm, cohort: members[place] }))
    .filter(({ arm }) => arm.shown && arm.people >= least)
  const rates = shown.map(({ arm }) => arm.people / arm.of_people)
  if (shown.length < 2 || Math.max(...rates) - Math.min(...rates) <= RATES_APART) return []
  const answered = shown
    .map(({ arm }, i) => `${wholePercent(shownShare(rates[i] ?? 0))} of ${arm.cohort}`)
    .join(', ')
  const weighted = shown.map(({ arm, cohort }) => weightedOf(question, metric, arm, cohort))
  const message = `${metric.name}: the cohorts answered at different rates (${answered}), and who did not answer may think otherwise.${toldOf(weighted)}`
  return [{ code: 'response_rates_differ', message }]
}

/** The share of favourable answers if those who did not answer think like those alike who did; null where that is not known. */
function weightedOf(
  { traits }: Question,
  { item }: SurveyMetric,
  { cohort, sample }: Arm,
  members: Members | undefined,
): { cohort: string; percent: number } | null {
  if (hasValues(item) || members === undefined) return null
  const favourable = mapValues(sample, (place) => weightOf(item, place) / 100)
  const asked = members.people.map((person) => strataOf(person, traits))
  if (asked.some((strata) => strata.length === 0)) return null
  const share = weightedShare({ ...favourable, strata: sample.strata }, asked)
  return isReason(share) ? null : { cohort, percent: Math.round(100 * share.estimate) }
}

function toldOf(weighted: readonly ({ cohort: string; percent: number } | null)[]): string {
  const known = weighted.flatMap((it) => it ?? [])
  if (known.length < weighted.length) return ''
  const shares = known.map(({ cohort, percent }) => `${cohort} ${percent}%`).join(', ')
  return ` Weighted to the level, role and place of everybody in the cohorts it would be: ${shares}.`
}
