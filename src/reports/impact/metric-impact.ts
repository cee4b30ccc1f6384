import { type Evidence, Metric, type MetricImpact } from '../../model/index.ts'
import type { Shown } from './estimate.ts'
import { familyOf, roleOf } from './families.ts'
import { guardrailOf } from './guardrail.ts'
import { guardrailSentence } from './guardrail-sentence.ts'
import type { Question } from './question.ts'
import { effectUnit } from './scale.ts'
import { impactSentence } from './sentence.ts'
import { amongSeveral } from './several.ts'

/** What was estimated of one metric. */
export interface Found {
  metric: Question['metric']
  shown: Shown
  p: number | null
}

/** The metrics of a report side by side, judged together; the primary one first. */
export function metricImpacts(found: readonly Found[], tool: string): MetricImpact[] {
  const [primary] = found
  if (primary === undefined) return []
  const judged = found.map(({ metric, shown, p }) => ({
    role: roleOf(metric, primary.metric),
    evidence: shown.evidence,
    p,
  }))
  const evidence = amongSeveral(judged)
  return found.map((it, place) =>
    impactOf(it, {
      role: judged[place]?.role ?? 'context',
      evidence: evidence[place] ?? null,
      tool,
    }),
  )
}

function impactOf(
  { metric, shown }: Found,
  {
    role,
    evidence,
    tool,
  }: Pick<MetricImpact, 'role'> & { evidence: Evidence | null; tool: string },
): MetricImpact {
  const { people, teams, effect, widened, smallest_detectable, reason } = shown
  const unit = effectUnit(metric)
  const guardrail = role === 'guardrail' ? guardrailOf(effect, metric, evidence) : null
  const told = { metric, unit, people, effect, smallest_detectable, reason, evidence, tool }
  return {
    metric: Metric.parse(metric),
    family: familyOf(metric),
    role,
    unit,
    people,
    teams,
    effect,
    widened,
    smallest_detectable,
    evidence: guardrail === null ? evidence : null,
    guardrail,
    reason,
    sentence: guardrail === null ? impactSentence(told) : guardrailSentence(told, guardrail),
  }
}
