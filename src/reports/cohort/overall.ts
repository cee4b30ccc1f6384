import type { MetricDefinition } from '../../metrics/metric.ts'
import {
  type CohortOverall,
  type CohortPair,
  type Estimate,
  hasValues,
  type Metric,
  type Reason,
} from '../../model/index.ts'
import { bounds, change, excludes, listed, percent, wholePercent } from '../../model/numbers.ts'
import { dunn } from '../../stats/ranks/dunn.ts'
import { kruskalWallis } from '../../stats/ranks/kruskal-wallis.ts'
import { isReason } from '../../stats/reason.ts'
import { mapValues, type Sample } from '../../stats/sample.ts'
import { trend } from '../../stats/trend.ts'
import { weightOf } from '../../surveys/score.ts'
import { tooFewPeople } from '../reasons.ts'
import type { Arm } from './arm.ts'
import { INTERVAL_FROM } from './measure.ts'
import { orderOf } from './order.ts'
import type { Question } from './question.ts'
import { writerOf } from './survey-measure.ts'
import { isSurvey } from './survey-metrics.ts'

/** So many cohorts are more than a pair. */
const SEVERAL = 3

/** Pairs up to which Holm's method adjusts. */
const MOST_FOR_HOLM = 6

/** What is smaller is told as this: no chance is 0. */
const SMALLEST_P = 1e-4

/**
 * Three cohorts and more at once, those that are shown and have people enough: how much of what differs between people lies
 * between the cohorts, and where they stand in an order, how the mean changes from one to the next. Undefined for two cohorts.
 */
export function overallOf(
  { cohorts, across, order }: Pick<Question, 'cohorts' | 'across' | 'order'>,
  arms: readonly Arm[],
  metric: MetricDefinition,
): CohortOverall | undefined {
  if (cohorts.length < SEVERAL || metric.of === 'team') return undefined
  const kept = cohorts.flatMap((cohort, place) => {
    const arm = arms[place]
    return arm?.shown && arm.people >= INTERVAL_FROM ? { cohort, arm } : []
  })
  if (kept.length < SEVERAL) return nothing(tooFewPeople(INTERVAL_FROM), metric)
  const values = kept.map(({ arm }) => ranked(arm.sample, metric).values)
  const ranks = kruskalWallis(values)
  const pairs = dunn(values)
  if (isReason(ranks)) return nothing(ranks, metric)
  if (isReason(pairs)) return nothing(pairs, metric)
  const nameAt = (place: number) => kept[place]?.arm.cohort ?? ''
  // where attributes are crossed, there is no one order
  const places =
    across.length > 0
      ? null
      : orderOf(
          kept.map(({ cohort }) => cohort),
          order,
        )
  const along = alongOrder(places, kept, metric)
  const found = {
    among: kept.map(({ arm }) => arm.cohort),
    epsilon_squared: ranks.epsilon_squared,
    ...along,
    p: atLeast(along.p ?? ranks.p),
    pairs: pairs.map(
      ({ first, second, p_adjusted }): CohortPair => ({
        of: nameAt(first),
        to: nameAt(second),
        p: atLeast(p_adjusted),
      }),
    ),
    adjusted_by:
      pairs.length <= MOST_FOR_HOLM ? ('holm' as const) : ('benjamini_hochberg' as const),
    reason: null,
  }
  return { ...found, sentence: sentenceOf(found, metric) }
}

type Along = Pick<CohortOverall, 'order' | 'step' | 'tau' | 'p'>

const NO_ORDER: Along = { order: null, step: null, tau: null, p: null }

const unchanged = (value: number) => value

/** What is ranked: values, and of answers to surveys all options in their order. */
function ranked(sample: Sample, metric: MetricDefinition): Sample {
  const valued = isSurvey(metric) && hasValues(metric.item)
  return valued ? scored(sample, metric) : sample
}

/** What has a mean: values, and of answers to surveys what their options count. */
function scored(sample: Sample, metric: MetricDefinition): Sample {
  return isSurvey(metric) ? mapValues(sample, (place) => weightOf(metric.item, place)) : sample
}

function alongOrder(
  places: readonly number[] | null,
  kept: readonly { arm: Arm }[],
  metric: MetricDefinition,
): Along {
  if (places === null) return NO_ORDER
  const { kind } = metric
  const ordered = places.flatMap((place) => kept[place] ?? [])
  const answer = trend(ordered.map(({ arm }) => scored(arm.sample, metric)))
  const along = trend(ordered.map(({ arm }) => ranked(arm.sample, metric)))
  if (isReason(answer) || isReason(along)) return NO_ORDER
  const scale = isSurvey(metric) ? writerOf(metric) : kind === 'log' ? Math.exp : unchanged
  const { estimate, interval } = answer.slope
  return {
    order: ordered.map(({ arm }) => arm.cohort),
    step: {
      estimate: scale(estimate),
      interval: { ...interval, low: scale(interval.low), high: scale(interval.high) },
    },
    tau: along.order.tau,
    p: along.order.p,
  }
}

function nothing(reason: Reason, { name }: MetricDefinition): CohortOverall {
  const sentence = `${name}: the cohorts cannot be set against one another at once. ${reason.message}`
  return {
    among: [],
    epsilon_squared: null,
    ...NO_ORDER,
    pairs: [],
    adjusted_by: null,
    reason,
    sentence,
  }
}

function sentenceOf(
  { among, epsilon_squared, order, step }: Omit<CohortOverall, 'sentence'>,
  metric: Metric,
): string {
  const share = wholePercent(epsilon_squared ?? 0)
  const between = `${metric.name}: of what differs between people, by rank, ${share} lies between ${listed(among)}; the rest lies between people of one cohort.`
  return order === null || step === null ? between : `${between} ${stepText(order, step, metric)}`
}

function stepText(order: readonly string[], step: Estimate, { kind, unit }: Metric): string {
  const log = kind === 'log'
  const write = log ? percent : change
  const what = log ? '' : kind === 'share' ? ' points' : ` ${unit}`
  const interval = `95% interval ${bounds(step.interval, write)}${what}`
  const along = `From one to the next in the order ${listed(order)}`
  if (!excludes(step, log ? 1 : 0))
    return `${along} we cannot tell whether it rises or falls (${interval}).`
  return `${along} the mean changes by ${write(step.estimate)}${what} (${interval}).`
}

function atLeast(p: number): number {
  return Math.max(p, SMALLEST_P)
}
