import { effectOf } from '../../src/charts/effects.ts'
import type { CohortEstimate, Comparison, Metric } from '../../src/model/index.ts'
import type { CohortReport } from '../api.ts'
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

const text = (people: number | null) => (people === null ? null : String(people))
