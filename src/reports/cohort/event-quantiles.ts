import { boundsOfBucket } from '../../metrics/buckets.ts'
import type { EventQuantiles, Metric, Quantile, QuantileRatios, Reason } from '../../model/index.ts'
import { amount, bounds, count } from '../../model/numbers.ts'
import { showsDistribution } from '../../privacy/shows-distribution.ts'
import { showsQuantile } from '../../privacy/shows-quantile.ts'
import { significant } from '../../privacy/significant.ts'
import { bucketQuantile } from '../../stats/bucket-quantile.ts'
import { LEVEL } from '../../stats/estimate.ts'
import { ratioOfPositive } from '../../stats/ratio-of-positive.ts'
import type { Arm } from './arm.ts'

/** Significant digits of what is about one group, in words as in numbers. */
const DIGITS = 2

/**
 * Below what half and nine in ten of the events of a cohort lie, such as of its pull requests, whoever they are of. Undefined for
 * metrics that are not of events, and for a cohort that is not shown.
 */
export function eventQuantilesOf(
  arm: Arm,
  metric: Metric,
  minimum: number,
): EventQuantiles | undefined {
  const { events } = arm.sample
  if (metric.events === undefined || events === undefined || !arm.shown) return undefined
  if (!showsDistribution(arm.people, minimum)) return nothing(arm, metric, TOO_FEW_PEOPLE)
  if (events === null) return nothing(arm, metric, NO_BUCKETS)
  const told = {
    events: significant(
      events.reduce((sum, { length }) => sum + length, 0),
      DIGITS,
    ),
    p50: quantileOf(arm, 0.5, minimum),
    p90: quantileOf(arm, 0.9, minimum),
  }
  if (told.p50 === null && told.p90 === null) return nothing(arm, metric, TOO_FEW_EVENTS)
  return { ...told, reason: null, sentence: sentenceOf(told, arm.cohort, metric) }
}

/** How the quantiles of two cohorts lie to each other, first over second, where both and their intervals are shown. */
export function quantileRatios(
  x: Arm,
  y: Arm,
  { metric, minimum }: { metric: Metric; minimum: number },
): QuantileRatios | undefined {
  if (metric.events === undefined || !x.shown || !y.shown) return undefined
  const ratio = (share: number) => {
    const [a, b] = [quantileOf(x, share, minimum), quantileOf(y, share, minimum)]
    if (!a?.interval || !b?.interval) return null
    return ratioOfPositive(
      { estimate: a.estimate, interval: a.interval },
      { estimate: b.estimate, interval: b.interval },
    )
  }
  const ratios = { p50: ratio(0.5), p90: ratio(0.9) }
  return ratios.p50 || ratios.p90 ? ratios : undefined
}

/** Null where it may not be shown; without interval where that of its bounds may not. */
function quantileOf({ sample }: Arm, share: number, minimum: number): Quantile | null {
  const { events, teams } = sample
  if (!events?.some(({ length }) => length > 0)) return null
  const shows = showing(events, minimum)
  const { bucket, low, high } = bucketQuantile({ values: events, teams }, share)
  if (!shows(bucket)) return null
  const known = low !== null && high !== null && shows(low) && shows(high)
  return {
    estimate: boundsOfBucket(bucket).middle,
    interval: known
      ? { low: boundsOfBucket(low).from, high: boundsOfBucket(high).to, level: LEVEL }
      : null,
  }
}

/** Tells of a bucket whether a quantile in it may be shown. */
function showing(events: readonly Uint8Array[], minimum: number): (bucket: number) => boolean {
  const having = events.filter(({ length }) => length > 0)
  const extents = having.map(extentOf)
  const sizes = having.map(({ length }) => length)
  return (bucket) =>
    showsQuantile(
      {
        people: having.length,
        values: sizes.reduce((sum, size) => sum + size, 0),
        most: sizes.reduce((a, b) => Math.max(a, b), 0),
        below: extents.filter(({ least }) => least <= bucket).length,
        above: extents.filter(({ largest }) => largest >= bucket).length,
      },
      minimum,
    )
}

/** The first and the last bucket that a person has values in. A plain loop: there are as many values as events. */
function extentOf(buckets: Uint8Array): { least: number; largest: number } {
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const bucket of buckets) {
    if (bucket < least) least = bucket
    if (bucket > largest) largest = bucket
  }
  return { least, largest }
}

const TOO_FEW_PEOPLE: Reason = {
  reason: 'too_few_people',
  message: 'There are fewer than 20 people, too few for quantiles.',
}

const TOO_FEW_EVENTS: Reason = {
  reason: 'too_few_events',
  message: 'Too few people have enough of them for a quantile that is not about one of them.',
}

const NO_BUCKETS: Reason = {
  reason: 'no_buckets',
  message:
    'Quantiles are not known of all weeks: some were closed before they were kept. Choose a later period.',
}

function nothing({ cohort }: Arm, { name, events }: Metric, reason: Reason): EventQuantiles {
  const sentence = `${name}, ${cohort}: nothing is told of how the ${events} spread. ${reason.message}`
  return { events: null, p50: null, p90: null, reason, sentence }
}

function sentenceOf(
  { events, p50, p90 }: Pick<EventQuantiles, 'p50' | 'p90'> & { events: number },
  cohort: string,
  metric: Metric,
): string {
  const parts = [p50 && `half ${textOf(p50, metric)}`, p90 && `nine in ten ${textOf(p90, metric)}`]
  return `${metric.name}, ${cohort}: of ${count(events)} ${metric.events} ${parts.filter(Boolean).join(', ')}.`
}

function textOf({ estimate, interval }: Quantile, metric: Metric): string {
  const write = (value: number) => amount(value, metric)
  const within = interval ? ` (95% interval ${bounds(interval, write)})` : ''
  return `lie below ${write(estimate)} ${metric.unit}${within}`
}
