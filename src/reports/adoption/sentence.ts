import type { AdoptionReport } from '../../model/index.ts'
import { change, count, wholePercent } from '../../model/numbers.ts'
import { weeksIn } from '../period-of.ts'

type Told = Pick<AdoptionReport, 'tool' | 'use' | 'unknown' | 'previous' | 'period'>

/** Who uses the tool in a normal week, and since when that differs; nothing about why. */
export function adoptionSentence({ tool, use, unknown, previous, period }: Told): string {
  const { using, people } = use
  const known =
    using.estimate === null || using.people === null || people === null
      ? `How many developers use ${tool} cannot be told. ${using.reason?.message ?? ''}`.trim()
      : `${count(using.people)} of ${count(people)} eligible developers use ${tool} in a normal week (${wholePercent(using.estimate)}).`
  return [known, changeText(previous, period), unknownText(unknown)].filter(Boolean).join(' ')
}

function changeText({ difference }: Told['previous'], period: Told['period']): string {
  if (difference === null) return ''
  const { estimate, interval } = difference
  const before = `${weeksIn(period)} weeks before`
  const words = `95% interval ${change(interval.low)} to ${change(interval.high)} points`
  if (interval.low <= 0 && interval.high >= 0)
    return `Whether that is more or less than ${before} we cannot tell (${words}).`
  return `That is ${change(Math.abs(estimate)).replace('+', '')} points ${estimate > 0 ? 'more' : 'less'} than ${before} (${words}).`
}

function unknownText(unknown: number | null): string {
  return unknown === null
    ? ''
    : `Of another ${count(unknown)} it is not known, and they are in no share.`
}
