import type { CohortMetric } from '../../model/index.ts'
import { amount, wholePercent } from '../../model/numbers.ts'
import type { ReportRow } from '../csv.ts'
import { type Block, heads } from '../page.ts'

/** Who answered an item of a survey, and what, as a table below its figures. */
export function surveyBlocks({ metric, survey }: CohortMetric): Block[] {
  if (survey === undefined) return []
  const { wave, opened, closed, shares } = survey
  const labels = shares.find(({ distribution }) => distribution !== null)?.distribution ?? []
  const weighs = shares.some(({ weighted }) => typeof weighted === 'number')
  return [
    { kind: 'text', text: `Asked in ${wave}, ${opened} to ${closed}.` },
    {
      kind: 'table',
      head: heads(
        '',
        'Answered>',
        ...(weighs ? ['Weighted>'] : []),
        ...labels.map(({ label }) => `${label}>`),
      ),
      rows: shares.map(({ cohort, response_rate, weighted, distribution }) => [
        cohort,
        response_rate === null ? 'not shown' : wholePercent(response_rate),
        ...(weighs ? [typeof weighted === 'number' ? amount(weighted, metric) : 'not known'] : []),
        ...labels.map((_, i) => {
          const percent = distribution?.[i]?.percent
          return percent === undefined ? '' : `${percent}%`
        }),
      ]),
    },
  ]
}

/** The same as lines of CSV. */
export function surveyRows(
  { id, unit }: CohortMetric['metric'],
  survey: CohortMetric['survey'],
): ReportRow[] {
  return (survey?.shares ?? []).flatMap(({ cohort, response_rate, weighted, distribution }) => {
    const about = { section: 'survey', metric: id, cohort }
    return [
      { ...about, figure: 'response rate', unit: 'share', estimate: response_rate },
      ...(weighted === undefined
        ? []
        : [{ ...about, figure: 'weighted to everybody', unit, estimate: weighted }]),
      ...(distribution ?? []).map(({ label, percent }) => ({
        ...about,
        figure: label,
        unit: '%',
        estimate: percent,
      })),
    ]
  })
}
