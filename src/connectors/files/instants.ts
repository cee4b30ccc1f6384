import { type DateOrder, dayOf } from './days.ts'

const LONGEST = 64
const NEVER = /^(never\b.*|-|0001-01-01T00:00:00(\.0+)?Z)$/i
const CLOCK =
  /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(AM|PM)?\s*(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d))?$/i

/**
 * An instant in UTC with milliseconds, `2024-03-01T09:00:00.123Z`: of RFC 3339 with 0 to 9 fraction
 * digits (the rest is cut), of the dates that `dayOf` reads with a time of day, or of milliseconds since
 * 1970 in 13 digits. Without a zone the time is UTC, without a time of day midnight. Null for the ways to
 * say never: `Never logged in`, `-`, and the zero time `0001-01-01T00:00:00Z`. Undefined for anything else.
 */
export function instantOf(text: string, order?: DateOrder): string | null | undefined {
  const trimmed = text.trim()
  if (trimmed.length > LONGEST) return undefined
  if (NEVER.test(trimmed)) return null
  if (/^\d{13}$/.test(trimmed)) return new Date(Number(trimmed)).toISOString()
  const day = dayOf(trimmed, order)
  const clock = /\d[T ,]\s*(\d{1,2}:.*)$/i.exec(trimmed)?.[1]
  const time = clock === undefined ? 0 : millisecondsOf(clock)
  if (day === undefined || time === undefined) return undefined
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + time)
  return /^\d{4}-/.test(at.toISOString()) ? at.toISOString() : undefined
}

function millisecondsOf(clock: string): number | undefined {
  const [match, hours, minutes, seconds, fraction = '', half, , sign, zoneHours, zoneMinutes] =
    CLOCK.exec(clock) ?? []
  if (match === undefined) return undefined
  const hour = hourOf(Number(hours), half?.toLowerCase())
  if (hour === undefined || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined
  const zone = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * (sign === '-' ? -1 : 1)
  const whole = (hour * 60 + Number(minutes) - zone) * 60 + Number(seconds ?? 0)
  return whole * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour > 23 ? undefined : hour
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}
