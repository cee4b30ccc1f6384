import type { Estimate, Metric, StudyMetric } from '../../model/index.ts'
import { amount, bounds, change, excludes, percent } from '../../model/numbers.ts'

/** A metric of a study in words: what was drawn by lot may be said to come of it. */
export function studySentence(it: Omit<StudyMetric, 'sentence'>): string {
  const { metric, cohorts, sequence, guardrail, reason, role } = it
  const [first, second] = cohorts.map(({ cohort }) => cohort)
  if (reason !== null) return `${metric.name}: ${reason.message}`
  const size = sizeOf(it, metric)
  if (sequence !== null) {
    const look = sizeOf({ ...sequence }, metric)
    return `${metric.name}, before the end: ${first} against ${second} ${look?.text ?? 'unknown'}. The interval is always valid: it may be looked at as often as you like, and is wider for it.`
  }
  if (size === null) return `${metric.name}: the arms cannot be compared.`
  const own = cohorts
    .map(({ cohort, estimate }) => `${cohort} ${estimate === null ? '' : amount(estimate, metric)}`)
    .join(', ')
  const text = `${metric.name}: ${own}; ${size.text}.`
  if (role === 'guardrail' && guardrail)
    return `${text} ${VERDICTS[guardrail.verdict](guardrail.margin, metric)}`
  return `${text} ${size.found ? `Teams were drawn by lot, so ${first} caused it, chance aside.` : 'Chance alone may have made this: no effect was found, which is not the same as none.'}`
}

const VERDICTS = {
  'not worse': (margin: number, metric: Metric) => `Not worse by ${sized(margin, metric)} or more.`,
  'could be worse': (margin: number, metric: Metric) =>
    `We cannot rule out that it is worse by ${sized(margin, metric)} or more.`,
  worse: () => 'It is worse.',
  'not judged': () => 'Neither way is better, so it is not judged.',
}

function sized(margin: number, { kind }: Metric): string {
  return kind === 'share' ? `${margin} points` : `${margin}%`
}

/** The difference between the arms in words, and whether it leaves out none. */
export function sizeOf(
  { difference, ratio }: { difference: Estimate | null; ratio: Estimate | null },
  { kind, unit }: Metric,
): { text: string; found: boolean } | null {
  if (ratio !== null && kind !== 'share')
    return {
      text: `${percent(ratio.estimate)} (95% interval ${bounds(ratio.interval, percent)})`,
      found: excludes(ratio, 1),
    }
  if (difference === null) return null
  const of = kind === 'share' ? 'points' : unit
  return {
    text: `${change(difference.estimate)} ${of} (95% interval ${bounds(difference.interval, change)})`,
    found: excludes(difference, 0),
  }
}
