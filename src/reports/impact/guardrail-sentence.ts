import type { Guardrail } from '../../model/index.ts'
import { basisOf, inSentence, sizeOf, type Told } from './sentence.ts'

/** Whether a metric that should not suffer could be worse, in words that say no more than the interval does. */
export function guardrailSentence(told: Told, { margin, verdict }: Guardrail): string {
  const { metric, effect, reason, evidence } = told
  if (effect === null)
    return `Whether ${inSentence(metric.name)} suffered is not shown. ${reason?.message ?? ''}`.trim()
  if (verdict === 'not judged')
    return `Whether ${inSentence(metric.name)} suffered cannot be judged. ${evidence?.message ?? ''}`.trim()
  return `${metric.name}: ${WORDS[verdict](sizeOf(told, margin))} (${basisOf(told, effect)}).`
}

const WORDS: Record<Exclude<Guardrail['verdict'], 'not judged'>, (margin: string) => string> = {
  'not worse': (margin) => `not worse by ${margin} or more`,
  'could be worse': (margin) => `we cannot rule out that it is worse by ${margin} or more`,
  worse: () => 'worse than expected',
}
