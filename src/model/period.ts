// each by itself: the whole library takes longer to load than a command takes
import { addDays } from 'date-fns/addDays'
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays'
import { formatISO } from 'date-fns/formatISO'
import { parseISO } from 'date-fns/parseISO'
import { startOfISOWeek } from 'date-fns/startOfISOWeek'
import * as z from 'zod'

/** A span of days, `from` included, `to` excluded. */
export const Period = z.object({
  from: z.iso.date().describe('First day, included.'),
  to: z.iso.date().describe('Last day, excluded.'),
})
export type Period = z.infer<typeof Period>

/** `YYYY-MM-DD` of the day that lies `days` after `day`. */
export function dayAfter(day: string, days = 1): string {
  return formatISO(addDays(parseISO(day), days), { representation: 'date' })
}

/** Days from `from` to `to`, negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from))
}

/** The Monday of the ISO week that holds `day`. */
export function weekOf(day: string): string {
  return formatISO(startOfISOWeek(parseISO(day)), { representation: 'date' })
}

/** The smallest span of whole ISO weeks that holds the period. */
export function snapToWeeks({ from, to }: Period): Period {
  const end = weekOf(to)
  return { from: weekOf(from), to: end === to ? to : dayAfter(end, 7) }
}

/** A day as people read it: "3 Mar 2026". What programs read, and arguments, have it as it is. */
export function dayText(day: string): string {
  return `${Number(day.slice(8))} ${monthText(day)}`
}

/** The month of a day as people read it: "Mar 2026". */
export function monthText(day: string): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** The days of a period as people read them, the last one included: "2 Mar 2026 to 24 May 2026". */
export function daysText({ from, to }: Period): string {
  return `${dayText(from)} to ${dayText(dayAfter(to, -1))}`
}

/** The day of an instant in the given IANA time zone. */
export function dayIn(zone: string, at: Date): string {
  const known = formats.get(zone)
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  if (known === undefined) formats.set(zone, format)
  return format.format(at)
}

/** By time zone: making one takes a thousand times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()
