import type { Estimate, Metric } from '../../model/index.ts'
import { bounds, change, excludes, figures, percent } from '../../model/numbers.ts'

/** An effect in words. */
export interface Effect {
  /** The interval leaves out "no difference". */
  differs: boolean
  /** "37% higher", "4.1 points lower". */
  words: string
  /** "+37%", "-4.1 points". */
  estimate: string
  /** Its bounds, those of points without the unit. */
  interval: string
  /** What a sentence adds to numbers without unit. */
  unit: '' | ' points'
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
      words: ratioWords(ratio.estimate),
      estimate: percent(ratio.estimate),
      interval: bounds(ratio.interval, percent),
      unit: '',
    }
  if (difference === null) return null
  const unit = kind === 'share' ? ' points' : ''
  return {
    differs: excludes(difference, 0),
    words: `${unsigned(difference.estimate)}${unit} ${difference.estimate < 0 ? 'lower' : 'higher'}`,
    estimate: `${change(difference.estimate)}${unit}`,
    interval: bounds(difference.interval, change),
    unit,
  }
}

/** The smallest difference that would show, as short as an interval: "8%", "2.3" points. */
export function detectableOf(
  { difference, ratio }: { difference: number | null; ratio: number | null },
  { kind }: Pick<Metric, 'kind'>,
): string {
  if (kind !== 'share' && ratio !== null) return withoutSign(percent(ratio))
  if (difference === null) return ''
  return unsigned(difference)
}

function ratioWords(ratio: number): string {
  if (ratio >= MANY_TIMES) return `${figures(ratio)} times as high`
  return `${withoutSign(percent(ratio))} ${ratio < 1 ? 'lower' : 'higher'}`
}

/** What is rounded to nothing has none. */
function withoutSign(text: string): string {
  return text.replace(/^[+-]/, '')
}

function unsigned(value: number): string {
  return change(Math.abs(value)).replace('+', '')
}
