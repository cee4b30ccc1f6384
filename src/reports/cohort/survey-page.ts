import { type CohortMetric, dayText, type Metric, type SurveyShare } from '../../model/index.ts'
import { amount, bounds, wholePercent } from '../../model/numbers.ts'
import type { ReportRow } from '../csv.ts'
import { type Block, type Cell, heads } from '../page.ts'

/** Who answered an item of a survey, and what, as a table below its figures. */
export function surveyBlocks({ metric, survey }: CohortMetric): Block[] {
  if (survey === undefined) return []
  const { wave, opened, closed, shares } = survey
  const labels = shares.find(({ distribution }) => distribution !== null)?.distribution ?? []
  const weighs = shares.some(({ weighted }) => typeof weighted === 'number')
  return [
    { kind: 'text', text: `Asked in ${wave}, ${dayText(opened)} to ${dayText(closed)}.` },
    {
      kind: 'table',
      head: heads(
        '',
        'Answered>',
        ...(weighs ? ['Weighted>', '95% interval>'] : []),
        ...labels.map(({ label }) => `${label}>`),
      ),
      rows: shares.map(({ cohort, response_rate, distribution, ...share }) => [
        cohort,
        response_rate === null ? 'not shown' : wholePercent(response_rate),
        ...(weighs ? weightedCells(share, metric) : []),
        ...labels.map((_, i) => {
          const percent = distribution?.[i]?.percent
          return percent === undefined ? '' : `${percent}%`
        }),
      ]),
    },
  ]
}

function weightedCells(
  { weighted, weighted_interval }: Pick<SurveyShare, 'weighted' | 'weighted_interval'>,
  metric: Metric,
): Cell[] {
  const write = (value: number) => amount(value, metric)
  return [
    typeof weighted === 'number' ? write(weighted) : 'not known',
    weighted_interval ? bounds(weighted_interval, write) : '',
  ]
}

/** The same as lines of CSV. */
export function surveyRows(
  { id, unit }: CohortMetric['metric'],
  survey: CohortMetric['survey'],
): ReportRow[] {
  return (survey?.shares ?? []).flatMap(({ cohort, response_rate, distribution, ...share }) => {
    const { weighted, weighted_interval } = share
    const about = { section: 'survey', metric: id, cohort }
    return [
      { ...about, figure: 'response rate', unit: 'share', estimate: response_rate },
      ...(weighted === undefined
        ? []
        : [
            {
              ...{ ...about, figure: 'weighted to everybody', unit, estimate: weighted },
              low: weighted_interval?.low,
              high: weighted_interval?.high,
            },
          ]),
      ...(distribution ?? []).map(({ label, percent }) => ({
        ...about,
        figure: label,
        unit: '%',
        estimate: percent,
      })),
    ]
  })
}
