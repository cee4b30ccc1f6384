import type { CohortReport, ImpactReport } from '../model/index.ts'
import { cohortPage } from './cohort/page.ts'
import { cohortRows } from './cohort/rows.ts'
import { type ReportRow, reportCsv } from './csv.ts'
import { impactPage } from './impact/page.ts'
import { impactRows } from './impact/rows.ts'
import { markdownOf } from './markdown.ts'
import type { Page } from './page.ts'
import { type TextOptions, textOf } from './text.ts'

/** The forms in which a report is read; JSON is the answer itself. */
export type ReportFormat = 'text' | 'md' | 'csv'

/** A cohort report in one of its forms. The options are those of text. */
export function renderCohort(
  answer: CohortReport,
  format: ReportFormat,
  options?: TextOptions,
): string {
  return render(
    () => cohortPage(answer),
    () => cohortRows(answer),
    format,
    options,
  )
}

/** An impact report in one of its forms. The options are those of text. */
export function renderImpact(
  answer: ImpactReport,
  format: ReportFormat,
  options?: TextOptions,
): string {
  return render(
    () => impactPage(answer),
    () => impactRows(answer),
    format,
    options,
  )
}

function render(
  page: () => Page,
  rows: () => ReportRow[],
  format: ReportFormat,
  options?: TextOptions,
): string {
  if (format === 'csv') return reportCsv(rows())
  return format === 'md' ? markdownOf(page()) : textOf(page(), options)
}
