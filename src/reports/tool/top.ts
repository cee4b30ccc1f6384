import type { AdoptionReport, Evidence, ImpactReport, MetricImpact } from '../../model/index.ts'
import { count, listed, wholePercent } from '../../model/numbers.ts'
import { inSentence, sizeOf } from '../impact/sentence.ts'

/** What to take away of a tool, a sentence each: who uses it, what changed, what did not suffer, and what is not known. */
export function topLines(
  tool: string,
  use: Pick<AdoptionReport, 'use'> | null,
  { metrics }: Pick<ImpactReport, 'metrics'>,
): string[] {
  const [primary, ...others] = metrics
  const findings = others.filter(
    ({ role, evidence }) => role === 'confirmatory' && evidence !== null && !isOpen(evidence),
  )
  return [
    ...usersLine(tool, use),
    ...(primary ? [primary.sentence] : []),
    ...findings.map(({ sentence }) => sentence),
    ...guardrailLines(metrics),
    ...openLine(others),
  ]
}

function usersLine(tool: string, use: Pick<AdoptionReport, 'use'> | null): string[] {
  if (use === null) return []
  const { using, people } = use.use
  if (using.people === null || using.estimate === null || people === null) return []
  return [
    `${tool}: ${count(using.people)} of ${count(people)} eligible developers use it in a normal week (${wholePercent(using.estimate)}).`,
  ]
}

/** What could be worse is said before what could not, and by itself. */
function guardrailLines(metrics: readonly MetricImpact[]): string[] {
  const guarded = metrics.filter(({ guardrail }) => guardrail !== null)
  const having = (verdict: string) => guarded.filter((it) => it.guardrail?.verdict === verdict)
  const fine = having('not worse')
  const [first] = fine
  return [
    ...[...having('worse'), ...having('could be worse')].map(({ sentence }) => sentence),
    ...(first
      ? [
          `No sign of harm in ${namesOf(fine)}: their 95% intervals leave out anything worse by ${marginOf(fine)}.`,
        ]
      : []),
  ]
}

function marginOf(fine: readonly MetricImpact[]): string {
  const margins = fine.map(({ unit, guardrail }) => sizeOf({ unit }, guardrail?.margin ?? 0))
  return [...new Set(margins)].join(' or ')
}

function openLine(others: readonly MetricImpact[]): string[] {
  const open = others.filter(
    ({ role, effect, evidence }) =>
      role === 'confirmatory' && effect !== null && evidence !== null && isOpen(evidence),
  )
  if (open.length === 0) return []
  const parts = open.map(({ metric, unit, smallest_detectable }) =>
    smallest_detectable === null
      ? inSentence(metric.name)
      : `${inSentence(metric.name)} (visible only above ${sizeOf({ unit }, smallest_detectable)})`,
  )
  return [`Not established: ${listed(parts)}.`]
}

/** That an effect is surely small is a finding. */
function isOpen({ word, because }: Evidence): boolean {
  return word === 'not established' && because !== 'negligible'
}

function namesOf(metrics: readonly MetricImpact[]): string {
  return listed(metrics.map(({ metric }) => inSentence(metric.name)))
}
