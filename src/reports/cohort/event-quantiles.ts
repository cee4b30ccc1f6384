import { boundsOfBucket } from '../../metrics/buckets.ts'
import type { EventQuantiles, Metric, Quantile, QuantileRatios, Reason } from '../../model/index.ts'
import { amount, bounds, count } from '../../model/numbers.ts'
import { showsDistribution } from '../../privacy/shows-distribution.ts'
import { type Behind, showsQuantile } from '../../privacy/shows-quantile.ts'
import { significant } from '../../privacy/significant.ts'
import { type BucketQuantile, bucketQuantiles } from '../../stats/bucket-quantile.ts'
import { LEVEL } from '../../stats/estimate.ts'
import { ratioOfPositive } from '../../stats/ratio-of-positive.ts'
import type { Team } from '../../stats/sample.ts'
import { LEAST_TEAMS } from '../reasons.ts'
import type { Arm } from './arm.ts'

/** Significant digits of what is about one group, in words as in numbers. */
const DIGITS = 2

/** What is counted, a row of buckets for each person or team that has any of it, and where a quantile of it may be shown. */
interface Events {
  values: readonly Uint8Array[]
  teams: readonly (Team | null)[]
  shows: (behind: Behind) => boolean
}

/**
 * Below what half and nine in ten of the events of a cohort lie, such as of its pull requests, whoever they are of. Those of teams are
 * of each team once, however many of its people are there. Undefined for metrics that are not of events, and for a cohort that is not shown.
 */
export function eventQuantilesOf(
  arm: Arm,
  metric: Metric,
  minimum: number,
): EventQuantiles | undefined {
  if (metric.events === undefined || arm.sample.events === undefined || !arm.shown) return undefined
  const spread = spreadOf(arm, metric, minimum)
  if ('reason' in spread) return nothing(arm, metric, spread)
  const told = { ...spread, events: significant(spread.events, DIGITS) }
  if (told.p50 === null && told.p90 === null)
    return nothing(arm, metric, metric.of === 'team' ? TOO_FEW_OF_TEAMS : TOO_FEW_EVENTS)
  return { ...told, reason: null, sentence: sentenceOf(told, arm.cohort, metric) }
}

/** How the quantiles of two cohorts lie to each other, first over second, where both and their intervals are shown. */
export function quantileRatios(
  x: Arm,
  y: Arm,
  { metric, minimum }: { metric: Metric; minimum: number },
): QuantileRatios | undefined {
  if (metric.events === undefined || !x.shown || !y.shown) return undefined
  const [first, second] = [x, y].map((arm) => spreadOf(arm, metric, minimum))
  if (!first || !second || 'reason' in first || 'reason' in second) return undefined
  const ratio = (share: 'p50' | 'p90') => {
    const [a, b] = [first[share], second[share]]
    if (!a?.interval || !b?.interval) return null
    return ratioOfPositive(
      { estimate: a.estimate, interval: a.interval },
      { estimate: b.estimate, interval: b.interval },
    )
  }
  const ratios = { p50: ratio('p50'), p90: ratio('p90') }
  return ratios.p50 || ratios.p90 ? ratios : undefined
}

interface Spread {
  /** How many there are. */
  events: number
  p50: Quantile | null
  p90: Quantile | null
}

/** Of each cohort once: for its own quantiles, and for their ratio to those of others. */
const spreads = new WeakMap<Arm, Spread | Reason>()

/** How the events of a cohort spread, or why nothing is told of that. */
function spreadOf(arm: Arm, metric: Metric, minimum: number): Spread | Reason {
  const known = spreads.get(arm)
  if (known !== undefined) return known
  const events = eventsOf(arm, metric, minimum)
  const spread = 'reason' in events ? events : quantilesOf(events)
  spreads.set(arm, spread)
  return spread
}

/** The events of a cohort, or why nothing is told of them. */
function eventsOf(
  { sample, people, waiting }: Arm,
  { of }: Metric,
  minimum: number,
): Events | Reason {
  const { events, teams = [] } = sample
  if (of !== 'team' && !showsDistribution(people, minimum)) return TOO_FEW_PEOPLE
  if (!events) return waiting ? BEING_COUNTED : NO_BUCKETS
  if (of !== 'team')
    return { values: events, teams, shows: (behind) => showsQuantile(behind, minimum) }
  const byTeam = new Map(teams.map((team, place) => [team, events[place] as Uint8Array]))
  return { values: [...byTeam.values()], teams: [...byTeam.keys()], shows: showsOfTeams }
}

/** Whether a quantile is of five teams at least, none of which has more than a fifth of the values, with five on either side. */
function showsOfTeams({ people: teams, values, most, below, above }: Behind): boolean {
  return (
    teams >= LEAST_TEAMS && most * LEAST_TEAMS <= values && Math.min(below, above) >= LEAST_TEAMS
  )
}

function quantilesOf(events: Events): Spread {
  const { values, teams } = events
  const count = values.reduce((sum, { length }) => sum + length, 0)
  if (count === 0) return { events: count, p50: null, p90: null }
  const shows = showing(events)
  const [p50, p90] = bucketQuantiles({ values, teams }, [0.5, 0.9]).map((it) =>
    quantileOf(it, shows),
  )
  return { events: count, p50: p50 ?? null, p90: p90 ?? null }
}

/** Null where it may not be shown; without interval where that of its bounds may not. */
function quantileOf(
  { bucket, low, high }: BucketQuantile,
  shows: (bucket: number) => boolean,
): Quantile | null {
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
function showing({ values, shows }: Events): (bucket: number) => boolean {
  const having = values.filter(({ length }) => length > 0)
  const extents = having.map(extentOf)
  const sizes = having.map(({ length }) => length)
  const people = having.length
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const most = sizes.reduce((a, b) => Math.max(a, b), 0)
  return (bucket) =>
    shows({
      ...{ people, values: all, most },
      below: extents.filter(({ least }) => least <= bucket).length,
      above: extents.filter(({ largest }) => largest >= bucket).length,
    })
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

const TOO_FEW_OF_TEAMS: Reason = {
  reason: 'too_few_events',
  message: 'Too few teams have enough of them for a quantile that is not about one of them.',
}

const TOO_FEW_PEOPLE: Reason = {
  reason: 'too_few_people',
  message: 'There are fewer than 20 people, too few for quantiles.',
}

const TOO_FEW_EVENTS: Reason = {
  reason: 'too_few_events',
  message: 'Too few people have enough of them for a quantile that is not about one of them.',
}

const BEING_COUNTED: Reason = {
  reason: 'being_counted',
  message: 'Some of these weeks are still being counted. Ask again in a minute.',
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
