import type { Evidence, MetricImpact } from '../../model/index.ts'
import { benjaminiHochberg } from '../../stats/benjamini-hochberg.ts'

/** Of the metrics that still stand out, one in ten is expected to do so by chance. */
const FALSE_ALARMS = 0.1

/** What a metric is judged by among several. */
export interface Judged {
  role: MetricImpact['role']
  evidence: Evidence | null
  /** How likely an effect as far from 0 is by chance; null: there is none. */
  p: number | null
}

/**
 * The evidence of each metric once it is allowed for that several are looked at (Benjamini and Hochberg 1995): what no longer
 * stands out is not established. Guardrails and metrics of context are no findings, and neither count nor change.
 */
export function amongSeveral(metrics: readonly Judged[]): (Evidence | null)[] {
  const family = metrics.flatMap((it, place) => (isFinding(it) ? [place] : []))
  const adjusted = benjaminiHochberg(family.map((place) => metrics[place]?.p as number))
  const chance = new Map(family.map((place, i) => [place, adjusted[i] as number]))
  return metrics.map(({ evidence }, place) => {
    const stands = (chance.get(place) ?? 0) <= FALSE_ALARMS
    return stands || evidence === null || evidence.word === 'not established' ? evidence : CHANCE
  })
}

function isFinding({ role, p }: Judged): boolean {
  return p !== null && (role === 'primary' || role === 'confirmatory')
}

const CHANCE: Evidence = {
  word: 'not established',
  because: 'several_metrics',
  message: 'Among the metrics that were looked at together, it does not stand out from chance.',
}
