import * as z from 'zod'
import type { Period } from '../model/index.ts'
import { type Raw, raw } from './method.ts'

/** The form in which a report is answered. */
export const Format = z
  .enum(['json', 'csv', 'md'])
  .default('json')
  .describe('How it is answered: as JSON, or as a file of CSV, a line a figure, or of Markdown.')
export type Format = z.output<typeof Format>

const TYPES = { csv: 'text/csv; charset=utf-8', md: 'text/markdown; charset=utf-8' }

interface Report {
  spec: { attribute: string }
  period: Period
}

/** A report in the form that was asked for: as it is, or as a file named by its kind, attribute and first day. */
export function answerIn<R extends Report>(
  format: Format,
  report: R,
  kind: string,
  render: (report: R, format: 'csv' | 'md') => string,
): R | Raw {
  if (format === 'json') return report
  const { spec, period } = report
  const name = [kind, spec.attribute.replace(/[^\w.-]+/g, '-'), period.from].join('-')
  return raw(render(report, format), {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
  })
}
