import type { Estimate, Evidence, Guardrail, Metric } from '../../model/index.ts'

/** A metric that should not suffer is judged by this, in per cent or points. */
const MARGIN = 3

/** What says that the comparison itself does not hold, so that nothing is judged by it. */
const NOT_USED = ['few_people', 'changing_before', 'baselines_disagree']

/**
 * Whether a metric could be worse by the margin: by the bound of its interval on the worse side, and not by whether the
 * interval leaves out 0, which many data are too few for.
 */
export function guardrailOf(
  effect: Estimate | null,
  { direction }: Pick<Metric, 'direction'>,
  evidence: Pick<Evidence, 'because'> | null,
): Guardrail {
  const margin = MARGIN
  if (effect === null || direction === 'context' || NOT_USED.includes(evidence?.because ?? ''))
    return { margin, verdict: 'not judged' }
  const { low, high } = effect.interval
  const [worst, best] = direction === 'lower' ? [high, low] : [-low, -high]
  if (worst < margin) return { margin, verdict: 'not worse' }
  return { margin, verdict: best > 0 ? 'worse' : 'could be worse' }
}
