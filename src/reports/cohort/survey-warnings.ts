import { type CohortMetric, PERCEPTION, type Warning } from '../../model/index.ts'
import { amount, bounds, wholePercent } from '../../model/numbers.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import type { Arm } from './arm.ts'
import type { Side } from './side.ts'
import { isSurvey, type SurveyMetric } from './survey-metrics.ts'
import { answering, ratesApart } from './survey-weighted.ts'

/** What may mislead in answers to surveys: who did not answer, and what is belief. */
export function surveyWarnings(
  { question, arms, beside }: Pick<Side, 'question' | 'arms' | 'beside'>,
  answers: readonly CohortMetric[],
): Warning[] {
  return question.metrics.flatMap((metric, place) => {
    if (!isSurvey(metric)) return []
    const all = [...(arms[place] ?? []), ...(question.others ? (beside[place] ?? []) : [])]
    return [...perceived(metric), ...apart(metric, all, question.minimum, answers[place]?.survey)]
  })
}

function perceived({ id, name }: SurveyMetric): Warning[] {
  if (id !== PERCEPTION) return []
  const message = `${name} is what people believe, not what was measured: people have felt faster and been slower. Read it beside what is measured, and never alone.`
  return [{ code: 'perception', message }]
}

function apart(
  metric: SurveyMetric,
  arms: readonly Arm[],
  minimum: number,
  survey: CohortMetric['survey'],
): Warning[] {
  if (!ratesApart(arms, minimum)) return []
  const answered = answering(arms, minimum)
    .map(({ arm, rate }) => `${wholePercent(shownShare(rate))} of ${arm.cohort}`)
    .join(', ')
  const message = `${metric.name}: the cohorts answered at different rates (${answered}), and who did not answer may think otherwise.${weightedText(metric, survey)}`
  return [{ code: 'response_rates_differ', message }]
}

function weightedText(metric: SurveyMetric, survey: CohortMetric['survey']): string {
  const shown = (survey?.shares ?? []).filter(({ response_rate }) => response_rate !== null)
  const write = (value: number) => amount(value, metric)
  const known = shown.flatMap(({ cohort, weighted, weighted_interval }) => {
    if (typeof weighted !== 'number') return []
    const within = weighted_interval ? ` (95% interval ${bounds(weighted_interval, write)})` : ''
    return `${cohort} ${write(weighted)}${within}`
  })
  if (known.length === 0 || known.length < shown.length) return ''
  return ` Weighted to the level, role and place of everybody in the cohorts it would be: ${known.join(', ')}.`
}
