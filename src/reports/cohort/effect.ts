import type { Estimate, Metric } from '../../model/index.ts'
import { bounds, excludes, figures, percent, signed } from '../numbers.ts'

/** An effect in words. */
export interface Effect {
  /** The interval leaves out "no difference". */
  differs: boolean
  /** "37% higher", "4.1 points lower". */
  words: string
  interval: string
}

/** From here on a ratio reads better than a change in per cent. */
const MANY_TIMES = 3

/** A difference in the words that fit the metric: points of a share, per cent of anything else. Null where there is none. */
export function effectOf(
  { difference, ratio }: { difference: Estimate | null; ratio: Estimate | null },
  { kind }: Pick<Metric, 'kind'>,
): Effect | null {
  if (kind !== 'share' && ratio !== null)
    return {
      differs: excludes(ratio, 1),
      words: change(ratio.estimate),
      interval: bounds(ratio.interval, percent),
    }
  if (difference === null) return null
  const unit = unitOf(kind)
  return {
    differs: excludes(difference, 0),
    words: `${figures(Math.abs(difference.estimate))}${unit} ${difference.estimate < 0 ? 'lower' : 'higher'}`,
    interval: `${bounds(difference.interval, signed)}${unit}`,
  }
}

/** The smallest difference that would show, in the same words: "8%", "2.3 points". */
export function detectableOf(
  { difference, ratio }: { difference: number | null; ratio: number | null },
  { kind }: Pick<Metric, 'kind'>,
): string {
  if (kind !== 'share' && ratio !== null) return percent(ratio).slice(1)
  return difference === null ? '' : `${figures(difference)}${unitOf(kind)}`
}

function change(ratio: number): string {
  if (ratio >= MANY_TIMES) return `${figures(ratio)} times as high`
  return `${percent(ratio).slice(1)} ${ratio < 1 ? 'lower' : 'higher'}`
}

function unitOf(kind: Metric['kind']): string {
  return kind === 'share' ? ' points' : ''
}
