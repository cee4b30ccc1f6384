import type * as z from 'zod'
import { reportCsv } from './csv.ts'
import { markdownOf } from './markdown.ts'
import type { Report } from './report.ts'
import { type TextOptions, textOf } from './text.ts'

/** The forms in which a report is read; JSON is the answer itself. */
export const FILE_FORMATS = ['csv', 'md', 'html'] as const
export type ReportFormat = 'text' | (typeof FILE_FORMATS)[number]

/** An answer in one of its forms. The options are those of text. */
export async function renderReport<S extends z.ZodObject, A extends z.ZodObject>(
  { page, rows }: Report<S, A>,
  answer: z.output<A>,
  format: ReportFormat,
  options?: TextOptions,
): Promise<string> {
  if (format === 'csv') return reportCsv(rows(answer))
  if (format === 'md') return markdownOf(page(answer))
  if (format === 'text') return textOf(page(answer), options)
  // charts take as long to load as a small command takes to run
  const { htmlOf } = await import('./html.ts')
  return htmlOf(page(answer))
}
