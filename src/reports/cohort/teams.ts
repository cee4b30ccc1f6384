import type { MetricDefinition } from '../../metrics/metric.ts'
import type { CohortEstimate, Reason } from '../../model/index.ts'
import { shownTeams } from '../../privacy/shown-size.ts'
import { mean } from '../../stats/mean.ts'
import { oneMean } from '../../stats/one-mean.ts'
import { isReason } from '../../stats/reason.ts'
import { twoMeans } from '../../stats/two-means.ts'
import { LEAST_TEAMS, tooFewTeams, withheld } from '../reasons.ts'
import type { Arm } from './arm.ts'
import { type Compared, compared, nothingOf } from './compare.ts'
import { eventQuantilesOf, quantileRatios } from './event-quantiles.ts'
import { nothing, scaled } from './measure.ts'

/*
 * Metrics of teams in cohorts of people. Whoever is in a cohort brings the value of their team, and the people of a team count as
 * one: the mean weighs a team by its people in the cohort, and its interval rests on the number of teams.
 */

const ALIKE: Reason = {
  reason: 'nothing_alike',
  message: 'What is a number of teams is not compared between people who are alike.',
}

/** A metric of the teams of a cohort's people, as it may be shown. Its number of people is left out: it rests on teams. */
export function measureTeams(
  arm: Arm & { refused?: boolean },
  metric: MetricDefinition,
  minimum: number,
): CohortEstimate {
  const { cohort, teams, sample } = arm
  if (!arm.shown) return nothing(cohort, withheld(arm, minimum))
  if (teams < LEAST_TEAMS) return nothing(cohort, tooFewTeams(LEAST_TEAMS))
  const scale = metric.kind === 'log' ? Math.exp : (value: number) => value
  const answer = oneMean(sample)
  const quantiles = eventQuantilesOf(arm, metric, minimum)
  return {
    cohort,
    people: null,
    teams: shownTeams(teams),
    estimate: scale(mean(sample.values)),
    interval: isReason(answer) ? null : scaled(answer.interval, scale),
    dots: null,
    ...(quantiles && { quantiles }),
    reason: isReason(answer) ? answer : null,
  }
}

/** The same of two cohorts side by side, first against second. A team with people in both counts in each. */
export function compareTeams(
  x: Arm & { refused?: boolean },
  y: Arm & { refused?: boolean },
  { metric, minimum }: { metric: MetricDefinition; minimum: number },
): Compared {
  if (!x.shown || !y.shown) return nothingOf(x, y, withheld(x.shown ? y : x, minimum))
  if (Math.min(x.teams, y.teams) < LEAST_TEAMS) return nothingOf(x, y, tooFewTeams(LEAST_TEAMS))
  const crude = twoMeans(x.sample, y.sample)
  if (isReason(crude)) return nothingOf(x, y, crude)
  const quantiles = quantileRatios(x, y, { metric, minimum })
  return {
    ...nothingOf(x, y, ALIKE),
    ...compared(crude, metric),
    ...(quantiles && { quantiles }),
    reason: null,
  }
}
