import { hasValues, type SurveyShare } from '../../model/index.ts'
import { isReason } from '../../stats/reason.ts'
import { mapValues } from '../../stats/sample.ts'
import { weightedMean } from '../../stats/survey/weighted-mean.ts'
import { weightedScoreOf, weightOf } from '../../surveys/score.ts'
import type { Arm, Members } from './arm.ts'
import { INTERVAL_FROM, scaled } from './measure.ts'
import type { Question } from './question.ts'
import { writerOf } from './survey-measure.ts'
import { FEWEST_ANSWERS, type SurveyMetric } from './survey-metrics.ts'

/** Response rates that lie further apart leave it open whether those who answered are alike. */
const RATES_APART = 0.1

/** What of some groups is shown of a survey, with the share of each that answered. */
export function answering(arms: readonly Arm[], minimum: number): { arm: Arm; rate: number }[] {
  const least = Math.max(FEWEST_ANSWERS, minimum)
  return arms
    .filter(({ shown, people }) => shown && people >= least)
    .map((arm) => ({ arm, rate: arm.people / arm.of_people }))
}

/** Whether two of the groups that are shown answered at rates more than 10 points apart. */
export function ratesApart(arms: readonly Arm[], minimum: number): boolean {
  const rates = answering(arms, minimum).map(({ rate }) => rate)
  return rates.length > 1 && Math.max(...rates) - Math.min(...rates) > RATES_APART
}

/** The shares of the cohorts, each with its weighted estimate and interval where they answered at rates so far apart. */
export function withWeighted(
  shares: readonly SurveyShare[],
  {
    arms,
    members,
    beside,
  }: { arms: readonly Arm[]; members: readonly Members[]; beside: readonly Arm[] },
  question: Question,
  metric: SurveyMetric,
): SurveyShare[] {
  if (!ratesApart([...arms, ...beside], question.minimum)) return [...shares]
  const shown = new Set(answering(arms, question.minimum).map(({ arm }) => arm))
  return shares.map((share, place) => {
    const [arm, cohort] = [arms[place], members[place]]
    const known = arm !== undefined && cohort !== undefined && shown.has(arm)
    return { ...share, ...(known ? weightedOf(metric, arm, cohort) : UNKNOWN) }
  })
}

type Weighted = Pick<SurveyShare, 'weighted' | 'weighted_interval'>

const UNKNOWN: Weighted = { weighted: null, weighted_interval: null }

/** The score if those who did not answer think like those alike who did, as it may be shown; null where that is not known. */
function weightedOf(metric: SurveyMetric, { sample, people }: Arm, cohort: Members): Weighted {
  const asked = cohort.people.map(({ strata }) => strata)
  if (asked.some((strata) => strata.length === 0)) return UNKNOWN
  const { item } = metric
  const scored = mapValues(sample, (place) => weightOf(item, place))
  const mean = weightedMean({ ...scored, strata: sample.strata }, asked)
  if (typeof mean !== 'number') return UNKNOWN
  const write = writerOf(metric)
  const few = hasValues(item) && people < INTERVAL_FROM
  const answer = few ? null : weightedScoreOf(item, { ...sample, places: sample.values }, asked)
  const known = answer !== null && !isReason(answer)
  return { weighted: write(mean), weighted_interval: known ? scaled(answer.interval, write) : null }
}
