import { type CohortEstimate, hasValues, type SurveyShare } from '../../model/index.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import { shownPartSize, shownTeams } from '../../privacy/shown-size.ts'
import { showsDistribution } from '../../privacy/shows-distribution.ts'
import { significant } from '../../privacy/significant.ts'
import { mean } from '../../stats/mean.ts'
import { coarseShares, scoreOf, tally, weightOf } from '../../surveys/score.ts'
import { tooFewPeople, withheld } from '../reasons.ts'
import type { Arm } from './arm.ts'
import { INTERVAL_FROM, nothing, scaled } from './measure.ts'
import { FEWEST_ANSWERS, type SurveyMetric } from './survey-metrics.ts'

/** An item of a survey in a cohort as it may be shown: whole per cent, or a mean to two digits. Means have intervals from 10 people on. */
export function measureSurvey(arm: Arm, metric: SurveyMetric, minimum: number): CohortEstimate {
  const { cohort, people, teams, sample, of_people } = arm
  const least = Math.max(FEWEST_ANSWERS, minimum)
  if (!arm.shown || people < least) return nothing(cohort, withheld(arm, least))
  const { item } = metric
  const write = writerOf(metric)
  const answer = intervalOf(arm, metric)
  return {
    cohort,
    people: shownPartSize(people, of_people, least),
    teams: shownTeams(teams),
    estimate: write(mean(Float64Array.from(sample.values, (place) => weightOf(item, place)))),
    interval: 'reason' in answer ? null : scaled(answer, write),
    dots: null,
    reason: 'reason' in answer ? answer : null,
  }
}

function intervalOf({ people, of_people, sample }: Arm, { item }: SurveyMetric) {
  if (hasValues(item) && people < INTERVAL_FROM) return tooFewPeople(INTERVAL_FROM)
  const score = scoreOf(item, { places: sample.values, teams: sample.teams ?? [] }, of_people)
  return 'reason' in score ? score : score.interval
}

/** How many of a cohort answered, and what: in steps of 5 % from 20 people on. */
export function sharesOf(arm: Arm, { item }: SurveyMetric, minimum: number): SurveyShare {
  const { cohort, people, of_people, sample } = arm
  const least = Math.max(FEWEST_ANSWERS, minimum)
  if (!arm.shown || people < least) return { cohort, response_rate: null, distribution: null }
  const shares = coarseShares(tally(item, sample.values))
  return {
    cohort,
    response_rate: shownShare(people / of_people),
    distribution: showsDistribution(people, least)
      ? item.options.map(({ label }, place) => ({ label, percent: shares[place] ?? 0 }))
      : null,
  }
}

/** Figures of an item as they may be shown: whole per cent of favourable answers, means to two digits. */
export function writerOf({ item }: Pick<SurveyMetric, 'item'>): (value: number) => number {
  return hasValues(item) ? (value) => significant(value, 2) : Math.round
}
