import type { Metric, Reason, Spread } from '../../model/index.ts'
import { amount } from '../../model/numbers.ts'
import { shownPartSize, shownTeams } from '../../privacy/shown-size.ts'
import { showsDistribution, showsDots } from '../../privacy/shows-distribution.ts'
import { significant } from '../../privacy/significant.ts'
import { logHistogram } from '../../stats/log-histogram.ts'
import { sortedQuantile } from '../../stats/quantile.ts'
import { quantileDots } from '../../stats/quantile-dots.ts'
import type { Arm } from '../cohort/arm.ts'
import { eventQuantilesOf } from '../cohort/event-quantiles.ts'
import { withheld } from '../reasons.ts'

/** Fewest people of whom a histogram is shown. */
const HISTOGRAM_FROM = 100

/** Significant digits of what is about one group, in words as in numbers. */
const DIGITS = 2

/** How one cohort spreads in one metric, as it may be shown: never by its smallest or largest value. */
export function spreadOf(arm: Arm, metric: Metric, minimum: number): Spread {
  const { cohort, people, teams, sample } = arm
  if (!arm.shown) return nothing(arm, metric, withheld(arm, minimum))
  const size = { people: shownPartSize(people, arm.of_people, minimum), teams: shownTeams(teams) }
  const quantiles = eventQuantilesOf(arm, metric, minimum)
  const events = quantiles && { quantiles }
  if (!showsDistribution(people, minimum))
    return { ...nothing(arm, metric, TOO_FEW), ...size, ...events }
  const scale = metric.kind === 'log' ? Math.exp : (value: number) => value
  const sorted = Float64Array.from(sample.values, scale).sort()
  const [p50, p90] = [0.5, 0.9].map((share) =>
    significant(sortedQuantile(sorted, share), DIGITS),
  ) as [number, number]
  return {
    cohort,
    ...size,
    dots: showsDots(people, minimum)
      ? quantileDots(sorted).map((dot) => significant(dot, DIGITS))
      : null,
    p50,
    p90,
    histogram: people >= HISTOGRAM_FROM ? histogramOf(sorted, minimum) : null,
    ...events,
    reason: null,
    sentence: sentenceOf({ cohort, p50, p90, people: size.people }, metric),
  }
}

const TOO_FEW: Reason = {
  reason: 'too_few_people',
  message: 'There are fewer than 20 people, too few to show how their values spread.',
}

function histogramOf(sorted: Float64Array, minimum: number): Spread['histogram'] {
  const buckets = logHistogram(sorted, minimum)
  return (
    buckets?.map(({ from, to, count }) => ({
      from,
      to,
      share: Math.round((100 * count) / sorted.length) / 100,
    })) ?? null
  )
}

function nothing({ cohort }: Arm, metric: Metric, reason: Reason): Spread {
  return {
    cohort,
    people: null,
    teams: null,
    dots: null,
    p50: null,
    p90: null,
    histogram: null,
    reason,
    sentence: `${metric.name}, ${cohort}: ${reason.message}`,
  }
}

function sentenceOf(
  { cohort, p50, p90, people }: { cohort: string; p50: number; p90: number; people: number | null },
  metric: Metric,
): string {
  const unit = metric.kind === 'share' ? '' : ` ${metric.unit}`
  return `${metric.name}, ${cohort}: half of ${people} people have less than ${amount(p50, metric)}${unit}, nine in ten less than ${amount(p90, metric)}.`
}
