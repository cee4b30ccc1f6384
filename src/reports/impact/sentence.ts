import type { Estimate, ImpactReport } from '../../model/index.ts'
import { bounds, change } from '../../model/numbers.ts'

/** What the sentence is made of. */
export type Told = Pick<
  ImpactReport,
  'effect' | 'unit' | 'evidence' | 'people' | 'smallest_detectable' | 'reason' | 'metric'
> & { tool: string }

/** What changed when people adopted the tool, in the words that its evidence allows and no stronger ones. */
export function impactSentence(told: Told): string {
  const { effect, evidence, reason } = told
  if (effect === null || evidence === null)
    return `What changed in ${metricOf(told)} after adopting ${told.tool} is not shown. ${reason?.message ?? ''}`.trim()
  if (evidence.word === 'clear') return clear(told, effect)
  if (evidence.word === 'suggestive') return suggestive(told, effect, evidence)
  if (evidence.because === 'negligible') return negligible(told, effect)
  if (evidence.because === 'interval_holds_zero') return open(told, effect)
  return `What changed in ${metricOf(told)} after adopting ${told.tool} is not established. ${evidence.message}`
}

/** Writes effects in a unit, with their sign: "+6.2%", "-1.5 points". */
export function writer(unit: ImpactReport['unit']): (effect: number) => string {
  return (effect) => `${change(effect)}${unit === '%' ? '%' : ' points'}`
}

function clear(told: Told, effect: Estimate): string {
  const rose = effect.estimate < 0 ? 'fell' : 'rose'
  return `After adopting ${told.tool}, ${metricOf(told)} ${rose} by ${sizeOf(told, effect.estimate)} against what was expected (${basisOf(told, effect)}): clear.`
}

function suggestive(
  told: Told,
  effect: Estimate,
  { because, message }: { because: string; message: string },
): string {
  const higher = effect.estimate < 0 ? 'lower' : 'higher'
  const why = because === 'drift' ? 'Chance or other changes could explain it.' : message
  return `After adopting ${told.tool}, ${metricOf(told)} came out ${sizeOf(told, effect.estimate)} ${higher} than expected (${basisOf(told, effect)}): suggestive. ${why}`
}

function negligible(told: Told, effect: Estimate): string {
  return `After adopting ${told.tool}, any difference of ${metricOf(told)} from what was expected is smaller than what matters, ${sizeOf(told, 3)} (${basisOf(told, effect)}): not established.`
}

function open(told: Told, effect: Estimate): string {
  const least = told.smallest_detectable
  const visible =
    least === null ? '' : `; only effects above ${sizeOf(told, least)} would have been visible`
  return `Whether ${metricOf(told)} changed after adopting ${told.tool} we cannot tell: not established. An effect from ${bounds(effect.interval, writer(told.unit))} fits the data (${people(told)})${visible}.`
}

function metricOf({ metric }: Told): string {
  return inSentence(metric.name)
}

/** The interval and the people behind an effect, as every effect is told with them. */
export function basisOf(told: Told, { interval }: Estimate): string {
  return `95% interval ${bounds(interval, writer(told.unit))}; ${people(told)}`
}

function people({ people: { adopters, controls } }: Told): string {
  return `${adopters} people who adopted, ${controls} who had not yet`
}

/** An effect without its sign: "6.2%". */
export function sizeOf({ unit }: Pick<Told, 'unit'>, effect: number): string {
  return writer(unit)(Math.abs(effect)).replace('+', '')
}

/** A name as it stands within a sentence: small letters, but for words such as CI. */
export function inSentence(name: string): string {
  return name.replace(/\b\p{Lu}(?=\p{Ll})/gu, (letter) => letter.toLowerCase())
}
