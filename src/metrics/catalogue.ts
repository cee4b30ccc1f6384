import { AppError } from '../errors.ts'
import { codingDays } from './coding-days.ts'
import { largePrShare } from './large-pr-share.ts'
import type { MetricDefinition } from './metric.ts'
import { prCycleTime } from './pr-cycle-time.ts'
import { prPickupTime } from './pr-pickup-time.ts'
import { prReviewTime } from './pr-review-time.ts'
import { prSize } from './pr-size.ts'
import { prThroughput } from './pr-throughput.ts'
import { revertRate } from './revert-rate.ts'
import { reviewsGiven } from './reviews-given.ts'
import { toolActiveDays } from './tool-active-days.ts'
import { unreviewedMergeShare } from './unreviewed-merge-share.ts'

/** Every metric, in the order in which reports show them: speed, quality, then what explains them. */
export const CATALOGUE: readonly MetricDefinition[] = [
  prThroughput,
  prCycleTime,
  prPickupTime,
  prReviewTime,
  prSize,
  largePrShare,
  revertRate,
  unreviewedMergeShare,
  reviewsGiven,
  codingDays,
  toolActiveDays,
]

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
