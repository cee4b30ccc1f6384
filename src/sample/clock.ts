import { dayAfter, daysBetween } from '../model/index.ts'

const DAY = 86_400_000

/** The days of an organisation, counted from its first, and the instants of working hours in each time zone. */
export interface Clock {
  weeks: number
  /** First instant after the last day, in milliseconds. */
  end: number
  /** `YYYY-MM-DD` of the n-th day; days before the first have negative numbers. */
  day(index: number): string
  /** How many days after the first; negative before it. */
  indexOf(day: string): number
  /** The day, in UTC, that holds an instant. */
  dayOf(at: number): number
  /** Milliseconds since 1970 of so many seconds after local midnight, on a day without a change of the clocks. */
  instant(zone: string, index: number, seconds: number): number
}

export function clockOf(start: string, weeks: number): Clock {
  const first = Date.parse(`${start}T00:00:00Z`)
  const days = Array.from({ length: weeks * 7 }, (_, index) => dayAfter(start, index))
  const offset = offsetsFrom(first)
  return {
    weeks,
    end: first + weeks * 7 * DAY,
    day: (index) => days[index] ?? dayAfter(start, index),
    indexOf: (day) => daysBetween(start, day),
    dayOf: (at) => Math.floor((at - first) / DAY),
    instant: (zone, index, seconds) => first + index * DAY + seconds * 1000 - offset(zone, index),
  }
}

/** Milliseconds that a zone is ahead of UTC at noon of the n-th day; asked of the zone database once a day and zone. */
function offsetsFrom(first: number): (zone: string, index: number) => number {
  const formats = new Map<string, Intl.DateTimeFormat>()
  const known = new Map<string, number>()
  return (zone, index) => {
    const key = `${zone} ${index}`
    const before = known.get(key)
    if (before !== undefined) return before
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
    const offset = offsetAt(format, first + index * DAY + DAY / 2)
    known.set(key, offset)
    return offset
  }
}

function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -size : size
}

/** RFC 3339 in UTC, to the second. */
export function isoOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
