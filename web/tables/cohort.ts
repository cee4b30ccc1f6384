import type { CohortEstimate, Comparison, Metric, Reason } from '../../src/model/index.ts'
import type { CohortReport } from '../api.ts'
import { type Effect, effectOf } from '../charts/effects.ts'
import { ahead, detectable } from '../report/effect-words.ts'
import type { Cell, DataTable } from './table.ts'

/** What was measured in each cohort. */
export function cohortTable({ metrics }: CohortReport): DataTable {
  return {
    title: 'Cohorts',
    columns: [
      'Metric',
      'Unit',
      'Cohort',
      'People',
      'Teams',
      'Estimate',
      'From',
      'To',
      'Not shown because',
    ],
    rows: metrics.flatMap(({ metric, cohorts }) =>
      cohorts.map((cohort) => measuredRow(metric, cohort)),
    ),
  }
}

function measuredRow({ name, unit }: Metric, measured: CohortEstimate): Cell[] {
  const { cohort, people, teams, estimate, interval, reason } = measured
  const [low, high] = [interval?.low ?? null, interval?.high ?? null]
  return [
    name,
    unit,
    cohort,
    text(people),
    text(teams),
    estimate,
    low,
    high,
    reason?.message ?? null,
  ]
}

/** What the cohorts differ by, as they are and between people who are alike; each with its 95 % interval. */
export function differenceTable({ metrics }: CohortReport): DataTable {
  return {
    title: 'Differences',
    columns: [
      'Metric',
      'Cohort',
      'Against',
      'In',
      'Difference',
      'From',
      'To',
      'Like for like',
      'From',
      'To',
      'Alike in',
      'Share with their like',
      'Ahead in 100 pairs',
      'Smallest that would show',
      'Not shown because',
    ],
    rows: metrics.flatMap(({ metric, comparisons }) =>
      comparisons.map((comparison) => differenceRow(metric, comparison)),
    ),
  }
}

function differenceRow(metric: Metric, comparison: Comparison): Cell[] {
  const { of, to, standardised, reason } = comparison
  const crude = effectOf(comparison, metric)
  const alike = effectOf(standardised, metric)
  return [
    metric.name,
    of,
    to,
    (crude ?? alike)?.unit ?? null,
    ...(crude ? [crude.estimate, crude.low, crude.high] : [null, null, null]),
    ...(alike ? [alike.estimate, alike.low, alike.high] : [null, null, null]),
    standardised.within.join(', '),
    standardised.share_comparable,
    ahead(comparison),
    detectable(comparison, metric),
    (reason ?? standardised.reason)?.message ?? null,
  ]
}

/**
 * Every number of the report, a line each: what was measured in a cohort, what two cohorts differ by, and the same like for
 * like. In the units of the metric, per cent or points; for programs.
 */
export function longTable({ metrics }: CohortReport): DataTable {
  return {
    title: 'All numbers',
    columns: [
      'metric',
      'what',
      'unit',
      'cohort',
      'against',
      'people',
      'teams',
      'estimate',
      'low',
      'high',
      'level',
      'reason',
    ],
    rows: metrics.flatMap(({ metric, cohorts, comparisons }) => [
      ...cohorts.map(({ cohort, people, teams, estimate, interval, reason }): Cell[] => [
        metric.id,
        'estimate',
        metric.unit,
        cohort,
        null,
        people,
        teams,
        estimate,
        interval?.low ?? null,
        interval?.high ?? null,
        interval?.level ?? null,
        reason?.message ?? null,
      ]),
      ...comparisons.flatMap((comparison) => [
        longRow(metric, comparison, 'difference', effectOf(comparison, metric), comparison.reason),
        longRow(
          metric,
          comparison,
          'like_for_like',
          effectOf(comparison.standardised, metric),
          comparison.standardised.reason,
        ),
      ]),
    ]),
  }
}

function longRow(
  { id }: Metric,
  { of, to }: Comparison,
  what: string,
  effect: Effect | null,
  reason: Reason | null,
): Cell[] {
  const numbers = effect
    ? [effect.estimate, effect.low, effect.high, effect.level]
    : [null, null, null, null]
  return [id, what, effect?.unit ?? null, of, to, null, null, ...numbers, reason?.message ?? null]
}

const text = (people: number | null) => (people === null ? null : String(people))
