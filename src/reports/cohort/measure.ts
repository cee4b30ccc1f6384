import type { MetricDefinition } from '../../metrics/metric.ts'
import type { CohortEstimate, Interval, Reason } from '../../model/index.ts'
import { shownPartSize, shownTeams } from '../../privacy/shown-size.ts'
import { showsDots } from '../../privacy/shows-distribution.ts'
import { mean } from '../../stats/mean.ts'
import { oneMean } from '../../stats/one-mean.ts'
import { quantileDots } from '../../stats/quantile-dots.ts'
import { tooFewPeople, withheld } from '../reasons.ts'
import type { Arm } from './arm.ts'
import { eventQuantilesOf } from './event-quantiles.ts'

/** Fewest people of whom a mean gets an interval. */
export const INTERVAL_FROM = 10

/** A metric of a cohort as it may be shown. Below 10 people the estimate has no interval, below 40 no dots. */
export function measure(arm: Arm, metric: MetricDefinition, minimum: number): CohortEstimate {
  const { cohort, people, teams, sample } = arm
  if (!arm.shown) return nothing(cohort, withheld(arm, minimum))
  const scale = metric.kind === 'log' ? Math.exp : (value: number) => value
  const answer = people < INTERVAL_FROM ? tooFewPeople(INTERVAL_FROM) : oneMean(sample)
  const quantiles = eventQuantilesOf(arm, metric, minimum)
  return {
    cohort,
    people: shownPartSize(people, arm.of_people, minimum),
    teams: shownTeams(teams),
    estimate: scale(mean(sample.values)),
    interval: 'reason' in answer ? null : scaled(answer.interval, scale),
    dots: showsDots(people, minimum) ? quantileDots(sample.values).map(scale) : null,
    ...(quantiles && { quantiles }),
    reason: 'reason' in answer ? answer : null,
  }
}

/** An interval on another scale. */
export function scaled({ low, high, level }: Interval, scale: (value: number) => number): Interval {
  return { low: scale(low), high: scale(high), level }
}

/** A cohort of which nothing is shown, with the reason. */
export function nothing(cohort: string, reason: Reason): CohortEstimate {
  return { cohort, people: null, teams: null, estimate: null, interval: null, dots: null, reason }
}
