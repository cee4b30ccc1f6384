import type { CohortReport, Metric } from '../model/index.ts'
import { type Effect, effectOf } from './effects.ts'
import { colourOf } from './palette.ts'

/** One comparison in one metric: as the cohorts are, and between people who are alike. */
export interface ForestRow {
  metric: Metric
  of: string
  colour: string
  crude: Effect | null
  alike: Effect | null
}

/** Rows that share an axis: of one unit, and with or without a better side. */
export interface Forest {
  unit: Effect['unit']
  directed: boolean
  rows: ForestRow[]
  /** More than one cohort is compared. */
  several: boolean
}

/** The comparisons of a report, in the order of its metrics, by the axis on which they can be drawn. */
export function forestsOf({
  metrics,
  cohorts,
}: Pick<CohortReport, 'metrics' | 'cohorts'>): Forest[] {
  const rows = metrics.flatMap(({ metric, comparisons }) =>
    comparisons.map(
      (comparison): ForestRow => ({
        metric,
        of: comparison.of,
        colour: colourOf(comparison.of, cohorts),
        crude: effectOf(comparison, metric),
        alike: effectOf(comparison.standardised, metric),
      }),
    ),
  )
  const drawn = rows.filter(({ crude, alike }) => crude !== null || alike !== null)
  const by = Map.groupBy(drawn, ({ metric, crude, alike }) =>
    [(crude ?? alike)?.unit, metric.direction !== 'context'].join(),
  )
  return [...by.values()].map((some) => ({
    unit: some[0]?.crude?.unit ?? some[0]?.alike?.unit ?? '%',
    directed: some[0]?.metric.direction !== 'context',
    rows: some,
    several: new Set(some.map(({ of }) => of)).size > 1,
  }))
}
