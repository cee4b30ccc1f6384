import type { Format } from './method.ts'
import type { Terminal } from './terminal.ts'

export function isReport(name: string): boolean {
  return name === 'reports.cohort' || name === 'reports.impact'
}

export function reportText(
  _name: string,
  answer: unknown,
  _format: Format,
  _terminal: Terminal,
): string {
  return JSON.stringify(answer, null, 2)
}
