import { AppError } from '../errors.ts'
import { dayAfter, daysBetween, type Period, snapToWeeks, weekOf } from '../model/index.ts'

const WEEK = 7

/**
 * The period of a report in whole ISO weeks: what is asked, widened to whole weeks; by default the last `weeks` whole
 * weeks before `known_until`, the day up to which facts are known. Throws `invalid_arguments` where no day is known or
 * the end comes before the beginning.
 */
export function periodOf(
  { from, to }: { from?: string; to?: string },
  { known_until, weeks }: { known_until: string | null; weeks: number },
): { period: Period; snapped: boolean } {
  const end = to ?? (known_until === null ? undefined : weekOf(known_until))
  if (end === undefined)
    throw new AppError(
      'invalid_arguments',
      'No pull requests are known yet, so there is no period to report on. Import some, or say from and to.',
    )
  const asked = { from: from ?? dayAfter(weekOf(end), -WEEK * weeks), to: end }
  if (asked.from >= asked.to)
    throw new AppError(
      'invalid_arguments',
      `The period from ${asked.from} to ${asked.to} is empty.`,
    )
  const period = snapToWeeks(asked)
  return { period, snapped: period.from !== asked.from || period.to !== asked.to }
}

/** Whole weeks in a period. */
export function weeksIn({ from, to }: Period): number {
  return daysBetween(from, to) / WEEK
}
