import type { RanReport } from '../../reports/as-code/answer-shape.ts'

/** The page of Facet that asks the same, with the days that were answered. */
export function linkOf(facet_url: string, { report, answer }: RanReport): string {
  const { spec = {} } = answer as { spec?: Record<string, unknown> }
  const url = new URL(`/reports/${report}`, facet_url)
  for (const [name, value] of Object.entries(spec)) {
    const text = Array.isArray(value) ? listOf(value) : String(value ?? '')
    if (text !== '') url.searchParams.set(name, text)
  }
  return url.href
}

/** A list as a query has it: with commas between, as JSON where an item has one. */
function listOf(items: readonly unknown[]): string {
  if (items.length === 0) return ''
  const texts = items.map(String)
  return texts.some((text) => text.includes(',')) ? JSON.stringify(items) : texts.join(',')
}
