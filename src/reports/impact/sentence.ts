import type { ImpactReport } from '../../model/index.ts'
import { bounds, change } from '../numbers.ts'

/** What the sentence is made of. */
export type Told = Pick<
  ImpactReport,
  'effect' | 'unit' | 'evidence' | 'people' | 'smallest_detectable' | 'reason' | 'metric'
> & { tool: string }

/** What changed when people adopted the tool, in the words that its evidence allows. */
export function impactSentence(told: Told): string {
  const { effect, evidence, reason, tool, metric } = told
  const subject = `After adopting ${tool}, ${metric.name.toLowerCase()}`
  if (effect === null || evidence === null)
    return `What adopting ${tool} changed in ${metric.name.toLowerCase()} is not shown. ${reason?.message ?? ''}`.trim()
  const write = writer(told.unit)
  const basis = `95% interval ${bounds(effect.interval, write)}; ${told.people.adopters} people who adopted, ${told.people.controls} who had not yet`
  const size = write(Math.abs(effect.estimate)).replace('+', '')
  const [rose, higher] = effect.estimate < 0 ? ['fell', 'lower'] : ['rose', 'higher']
  if (evidence.word === 'clear')
    return `${subject} ${rose} by ${size} against what was expected (${basis}): clear.`
  if (evidence.word === 'suggestive')
    return `${subject} came out ${size} ${higher} than expected (${basis}): suggestive. ${evidence.message}`
  const end = `(${basis}): not established. ${evidence.message}`
  if (effect.interval.low > 0 || effect.interval.high < 0)
    return `${subject} came out ${size} ${higher} than expected ${end}`
  const least = told.smallest_detectable
  const visible =
    least === null
      ? ''
      : ` Only effects above ${write(least).replace('+', '')} would have been visible.`
  return `What adopting ${tool} changed in ${metric.name.toLowerCase()} lies between ${bounds(effect.interval, write)} of what was expected ${end}${visible}`
}

/** Writes effects in a unit, with their sign: "+6.2%", "−1.5 points". */
export function writer(unit: ImpactReport['unit']): (effect: number) => string {
  return (effect) => `${change(effect)}${unit === '%' ? '%' : ' points'}`
}
