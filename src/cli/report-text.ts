import { reportOfMethod } from '../reports/registry.ts'
import { renderReport } from '../reports/render.ts'
import type { TextOptions } from '../reports/text.ts'
import type { Terminal } from './terminal.ts'

/** Whether a method's answer is read as a page rather than as JSON. */
export function isReport(name: string): boolean {
  return reportOfMethod(name) !== undefined
}

/** A report's answer as a page for this terminal. */
export async function reportText(
  name: string,
  answer: Record<string, unknown>,
  terminal: Terminal,
): Promise<string> {
  const report = reportOfMethod(name)
  if (!report) return JSON.stringify(answer, null, 2)
  return renderReport(report, answer, 'text', textOptions(terminal))
}

/** How text is set on this terminal. */
export function textOptions({ width, unicode, style }: Terminal): TextOptions {
  return { width, unicode, style }
}
