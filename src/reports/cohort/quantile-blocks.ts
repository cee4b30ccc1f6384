import type { Comparison, Estimate, EventQuantiles, Metric, Quantile } from '../../model/index.ts'
import { amount, bounds, percent } from '../../model/numbers.ts'
import { estimateCells, type ReportRow } from '../csv.ts'
import { type Block, type Cell, heads } from '../page.ts'

/** A cohort with the quantiles of what the metric counts of it. */
interface Told {
  cohort: string
  quantiles?: EventQuantiles
}

const SHARES = ['p50', 'p90'] as const

/** A table of these quantiles, a line a cohort and a comparison; none where no cohort has any. */
export function quantileBlocks(
  metric: Metric,
  told: readonly Told[],
  comparisons: readonly Comparison[] = [],
): Block[] {
  if (told.every(({ quantiles }) => (quantiles?.events ?? null) === null)) return []
  return [
    {
      kind: 'table',
      head: heads(
        `Of ${metric.events}`,
        'Half below>',
        '95% interval>',
        'Nine in ten below>',
        '95% interval>',
        'How many>',
      ),
      rows: [
        ...told.map((it) => cohortRow(it, metric)),
        ...comparisons.flatMap((pair) => ratioRow(pair, comparisons.length > 1)),
      ],
    },
  ]
}

function cohortRow({ cohort, quantiles }: Told, metric: Metric): Cell[] {
  const write = (value: number) => amount(value, metric)
  const cells = (quantile: Quantile | null | undefined) => [
    quantile ? write(quantile.estimate) : 'not shown',
    quantile?.interval ? bounds(quantile.interval, write) : '',
  ]
  return [
    cohort,
    ...cells(quantiles?.p50),
    ...cells(quantiles?.p90),
    quantiles?.events?.toLocaleString('en') ?? '',
  ]
}

function ratioRow({ of, to, quantiles }: Comparison, several: boolean): Cell[][] {
  if (quantiles === undefined) return []
  const cells = (ratio: Estimate | null) =>
    ratio ? [percent(ratio.estimate), bounds(ratio.interval, percent)] : ['not known', '']
  const name = several ? `${of} to ${to}` : 'difference'
  return [[name, ...cells(quantiles.p50), ...cells(quantiles.p90), '']]
}

/** The quantiles of a cohort as lines of CSV. */
export function quantileRows(
  { id, unit, events: what }: Metric,
  { cohort, quantiles }: Told,
): ReportRow[] {
  if (quantiles === undefined) return []
  const about = { section: 'quantile', metric: id, cohort, unit }
  return [
    { ...about, figure: `number of ${what}`, estimate: quantiles.events, unit: what },
    ...SHARES.map((share) => ({
      ...about,
      figure: `${share} of ${what}`,
      estimate: quantiles[share]?.estimate,
      low: quantiles[share]?.interval?.low,
      high: quantiles[share]?.interval?.high,
      note: quantiles.reason?.message,
    })),
  ]
}

/** The ratios of the quantiles of two cohorts as lines of CSV. */
export function quantileRatioRows(
  { of, to, quantiles }: Comparison,
  { id, events }: Metric,
): ReportRow[] {
  if (quantiles === undefined) return []
  const about = { section: 'comparison', metric: id, cohort: of, compared_to: to, unit: 'times' }
  return SHARES.map((share) => ({
    ...about,
    figure: `ratio of ${share} of ${events}`,
    ...estimateCells(quantiles[share]),
  }))
}
