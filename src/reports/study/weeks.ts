import { AppError } from '../../errors.ts'
import { dayAfter, daysBetween, type Period, weekOf } from '../../model/index.ts'

/** Weeks before a study by which people are held against their own past. */
export const WEEKS_BEFORE = 12

/** The whole weeks within the days of a study. Throws `invalid_arguments` where there is none. */
export function studyWeeks({ from, to }: Period): Period {
  const period = { from: weekOf(dayAfter(from, 6)), to: weekOf(to) }
  if (period.from < period.to) return period
  throw new AppError(
    'invalid_arguments',
    `to: there is no whole week from ${from} up to ${to}; a study is counted in weeks from Monday to Sunday.`,
    { issues: [{ path: 'to', message: 'Choose a later end.' }] },
  )
}

/** The weeks before a period by which people are held against their own past. */
export function weeksBefore({ from }: Period): Period {
  return { from: dayAfter(from, -7 * WEEKS_BEFORE), to: from }
}

/** A past of the same length, the last before a day. */
export function pastOf(period: Period, until: string): Period {
  const to = weekOf(until)
  return { from: dayAfter(to, -daysBetween(period.from, period.to)), to }
}
