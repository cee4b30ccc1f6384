import { writeSearch } from '../../model/index.ts'
import type { RanReport } from '../../reports/as-code/answer-shape.ts'

/** The page of Facet that asks the same, with the days that were answered. */
export function linkOf(facet_url: string, { report, answer }: RanReport): string {
  const { spec = {} } = answer as { spec?: Parameters<typeof writeSearch>[0] }
  return new URL(`/reports/${report}${writeSearch(spec)}`, facet_url).href
}
