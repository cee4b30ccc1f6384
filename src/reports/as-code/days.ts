import { dayAfter, dayIn, weekOf } from '../../model/index.ts'
import type { FileReport } from './shape.ts'

const WEEK = 7

/**
 * The days that a report of a file asks for: as it states them; of "last 12 weeks" so many whole ISO weeks before that of
 * `today`; of none nothing, for the report to choose.
 */
export function daysOf(
  { period }: Pick<FileReport, 'period'>,
  today: string,
): { from?: string; to?: string } {
  if (typeof period !== 'string') return period ?? {}
  const to = weekOf(today)
  return { from: dayAfter(to, -WEEK * Number(/\d+/.exec(period)?.[0])), to }
}

/** An instant of a day in a zone, the same whenever it is asked for: at noon UTC, or at midnight far in the east. */
export function instantOf(day: string, time_zone: string): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  return dayIn(time_zone, noon) === day ? noon : new Date(`${day}T00:00:00Z`)
}
