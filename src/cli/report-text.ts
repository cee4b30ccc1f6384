import type { CohortReport, ImpactReport } from '../model/index.ts'
import { renderCohort, renderImpact } from '../reports/render.ts'
import type { TextOptions } from '../reports/text.ts'
import type { Terminal } from './terminal.ts'

type Render = (answer: never, options: TextOptions) => string

const RENDER: Record<string, Render> = {
  'reports.cohort': (answer: CohortReport, options) => renderCohort(answer, 'text', options),
  'reports.impact': (answer: ImpactReport, options) => renderImpact(answer, 'text', options),
}

/** Whether a method's answer is read as a page rather than as JSON. */
export function isReport(name: string): boolean {
  return name in RENDER
}

/** A report's answer as a page for this terminal. */
export function reportText(name: string, answer: unknown, terminal: Terminal): string {
  const render = RENDER[name]
  return render ? render(answer as never, textOptions(terminal)) : JSON.stringify(answer, null, 2)
}

/** How text is set on this terminal. */
export function textOptions({ width, unicode, style }: Terminal): TextOptions {
  return { width, unicode, style }
}
