import { hasValues } from '../../model/index.ts'
import { normalQuantile } from '../../stats/distributions/normal.ts'
import { newcombe } from '../../stats/newcombe.ts'
import { isReason } from '../../stats/reason.ts'
import { mapValues } from '../../stats/sample.ts'
import { smallestDetectable } from '../../stats/smallest-detectable.ts'
import { superiority } from '../../stats/superiority.ts'
import { weightOf } from '../../surveys/score.ts'
import { withheld } from '../reasons.ts'
import type { Traits } from '../traits.ts'
import type { Arm } from './arm.ts'
import { type Compared, compare, nothingOf } from './compare.ts'
import { compareTimes } from './compare-times.ts'
import { scaled } from './measure.ts'
import { writerOf } from './survey-measure.ts'
import { FEWEST_ANSWERS, type SurveyMetric } from './survey-metrics.ts'

/**
 * An item of a survey in two cohorts, first against second. Shares of favourable answers differ with Newcombe's interval; who is ahead
 * is told of all options in their order, the people of a team counting as one. Means of values are compared as those of any metric are.
 * However many have answered no interval is narrower (`inPopulation` says why).
 */
export function compareSurvey(
  x: Arm,
  y: Arm,
  { metric, traits, minimum }: { metric: SurveyMetric; traits: Traits; minimum: number },
): Compared {
  const least = Math.max(FEWEST_ANSWERS, minimum)
  const hidden = [x, y].find(({ shown, people }) => !shown || people < least)
  if (hidden) return nothingOf(x, y, withheld(hidden, least))
  const asked = { metric, traits, minimum: least }
  const scored = compare(weighed(x, metric), weighed(y, metric), asked)
  if (hasValues(metric.item)) return scored
  return { ...scored, ...sharesApart(x, y, metric), ...aheadOf(x, y) }
}

/**
 * An item in two runs, the first against the second, each person against themselves and the people of a team as one. The change of a
 * share is in points.
 */
export function compareSurveyTimes(
  x: Arm,
  y: Arm,
  { metric, minimum }: { metric: SurveyMetric; minimum: number },
): Compared {
  const least = Math.max(FEWEST_ANSWERS, minimum)
  const told = compareTimes(weighed(x, metric), weighed(y, metric), { metric, minimum: least })
  if (hasValues(metric.item) || told.difference === null) return told
  const { estimate, interval } = told.difference
  const points = writerOf(metric)
  const detectable = told.smallest_detectable.difference
  return {
    ...told,
    difference: { estimate: points(estimate), interval: scaled(interval, points) },
    ratio: null,
    smallest_detectable: { difference: detectable && points(detectable), ratio: null },
  }
}

function weighed(arm: Arm, { item }: SurveyMetric): Arm {
  const { strata } = arm.sample
  return { ...arm, sample: { ...mapValues(arm.sample, (place) => weightOf(item, place)), strata } }
}

/** The difference of two shares in points. A ratio of shares misleads where one is small, so there is none. */
function sharesApart(
  x: Arm,
  y: Arm,
  metric: SurveyMetric,
): Pick<Compared, 'difference' | 'ratio' | 'smallest_detectable'> {
  const good = ({ sample }: Arm) =>
    Array.from(sample.values).filter((place) => weightOf(metric.item, place) > 0).length
  const apart = newcombe(good(x), x.people, good(y), y.people)
  const none = { difference: null, ratio: null }
  if (isReason(apart)) return { ...none, smallest_detectable: none }
  const { estimate, interval } = apart
  const write = writerOf(metric)
  const points = (share: number) => write(100 * share)
  const se = (interval.high - interval.low) / 2 / normalQuantile(0.975)
  return {
    difference: { estimate: points(estimate), interval: scaled(interval, points) },
    ratio: null,
    smallest_detectable: { difference: points(smallestDetectable(se)), ratio: null },
  }
}

function aheadOf(x: Arm, y: Arm): Pick<Compared, 'superiority' | 'reason'> {
  const ahead = superiority(x.sample, y.sample)
  if (isReason(ahead)) return { superiority: null, reason: null }
  return { superiority: { estimate: ahead.estimate, interval: ahead.interval }, reason: null }
}
