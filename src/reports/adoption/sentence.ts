import { type AdoptionReport, counted, type PeopleShare } from '../../model/index.ts'
import { bounds, count, wholePercent } from '../../model/numbers.ts'
import { weeksIn } from '../period-of.ts'

type Told = Pick<AdoptionReport, 'tool' | 'use' | 'unknown' | 'previous' | 'period'>

/** Who uses the tool in a normal week, and since when that differs; nothing about why. */
export function adoptionSentence({ tool, use, unknown, previous, period }: Told): string {
  const { using, people } = use
  const known =
    using.estimate === null || using.people === null || people === null
      ? untold(tool, using)
      : `${count(using.people)} of ${count(people)} eligible developers use ${tool} in a normal week (${wholePercent(using.estimate)}).`
  return [known, changeText(previous, period), unknownText(unknown)].filter(Boolean).join(' ')
}

function untold(tool: string, { within, reason }: PeopleShare): string {
  if (within === null)
    return `How many developers use ${tool} cannot be told. ${reason?.message ?? ''}`.trim()
  return within.low === 0
    ? `Hardly anybody of the eligible developers uses ${tool} in a normal week: ${wholePercent(within.high)} or less.`
    : `Nearly all of the eligible developers use ${tool} in a normal week: ${wholePercent(within.low)} or more.`
}

function changeText({ difference }: Told['previous'], period: Told['period']): string {
  if (difference === null) return ''
  const { estimate, interval } = difference
  const before = `${weeksIn(period)} weeks before`
  const words = `95% interval ${bounds(interval, signed)} points`
  if (interval.low <= 0 && interval.high >= 0)
    return `Whether that is more or less than ${before} we cannot tell (${words}).`
  return `That is ${counted(Math.abs(estimate), 'point')} ${estimate > 0 ? 'more' : 'less'} than ${before} (${words}).`
}

/** Whole points with their sign. */
function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points)
}

function unknownText(unknown: number | null): string {
  return unknown === null
    ? ''
    : `Of another ${count(unknown)} it is not known, and they are in no share.`
}
