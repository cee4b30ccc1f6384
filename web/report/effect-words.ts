import type { Comparison, Metric } from '../../src/model/index.ts'

/** How often, of two people picked at random, the one of the first cohort is ahead, in a hundred pairs. */
export function ahead({ superiority }: Pick<Comparison, 'superiority'>): number | null {
  return superiority && Math.round(100 * superiority.estimate)
}

/** The smallest true difference that would have shown four times in five, in per cent or points. */
export function detectable(
  { smallest_detectable: { difference, ratio } }: Pick<Comparison, 'smallest_detectable'>,
  { kind }: Pick<Metric, 'kind'>,
): number | null {
  if (kind === 'share') return difference
  return ratio === null ? null : 100 * (ratio - 1)
}
