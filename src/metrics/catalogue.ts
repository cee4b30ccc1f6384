import { AppError } from '../errors.ts'
import type { Metric } from '../model/index.ts'
import { assistedPrShare } from './assisted-pr-share.ts'
import { changeLeadTime } from './change-lead-time.ts'
import { ciFlakeRate } from './ci-flake-rate.ts'
import { ciSuccessFirstTry } from './ci-success-first-try.ts'
import { ciWait } from './ci-wait.ts'
import { codingDays } from './coding-days.ts'
import { envFailureRate } from './env-failure-rate.ts'
import { envReadyTime } from './env-ready-time.ts'
import { focusHours } from './focus-hours.ts'
import { largePrShare } from './large-pr-share.ts'
import type { MetricDefinition } from './metric.ts'
import { prCycleTime } from './pr-cycle-time.ts'
import { prCycleTimeBusiness } from './pr-cycle-time-business.ts'
import { prPickupTime } from './pr-pickup-time.ts'
import { prPickupTimeBusiness } from './pr-pickup-time-business.ts'
import { prReviewTime } from './pr-review-time.ts'
import { prReviewTimeBusiness } from './pr-review-time-business.ts'
import { prSize } from './pr-size.ts'
import { prStillOpen } from './pr-still-open.ts'
import { prThroughput } from './pr-throughput.ts'
import { revertRate } from './revert-rate.ts'
import { reviewsGiven } from './reviews-given.ts'
import { timeToNthPr } from './time-to-nth-pr.ts'
import { toolActiveDays } from './tool-active-days.ts'
import { toolShare } from './tool-share.ts'
import { unreviewedMergeShare } from './unreviewed-merge-share.ts'
import { wip } from './wip.ts'

/** Every metric that is summed by week, in the order in which reports show them: speed, quality, then what explains them. */
export const CATALOGUE: readonly MetricDefinition[] = [
  prThroughput,
  prCycleTime,
  prPickupTime,
  prReviewTime,
  prCycleTimeBusiness,
  prPickupTimeBusiness,
  prReviewTimeBusiness,
  prStillOpen,
  changeLeadTime,
  prSize,
  largePrShare,
  wip,
  revertRate,
  unreviewedMergeShare,
  ciWait,
  ciSuccessFirstTry,
  ciFlakeRate,
  envReadyTime,
  envFailureRate,
  focusHours,
  reviewsGiven,
  codingDays,
  toolActiveDays,
  toolShare,
  assistedPrShare,
]

/** Metrics of the time until something happens, which reports of their own show. */
export const SURVIVAL_CATALOGUE: readonly Metric[] = [timeToNthPr]

/**
 * The metrics of these ids, in the order of the catalogue and then of `more`, which are known beside it. Throws
 * `invalid_arguments` for one that is in neither.
 */
export function metricsOf(
  ids: readonly string[],
  more: readonly MetricDefinition[] = [],
): MetricDefinition[] {
  const all = [...CATALOGUE, ...more]
  const known = all.map(({ id }) => id)
  const strange = ids.find((id) => !known.includes(id))
  if (strange !== undefined)
    throw new AppError(
      'invalid_arguments',
      `There is no metric "${strange}". There are: ${known.join(', ')}.`,
    )
  return all.filter(({ id }) => ids.includes(id))
}
