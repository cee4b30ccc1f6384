import { AppError } from '../../errors.ts'
import {
  type CohortSpec,
  dayAfter,
  daysBetween,
  type Period,
  snapToWeeks,
} from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import { type Asking, type Question, questionOf, specOf } from './question.ts'

/**
 * The same question of the period that it is held against: as long, just before, unless the arguments name another. Throws
 * `invalid_arguments` for a period that is empty or overlaps.
 */
export async function questionOfOtherTime(
  db: Db,
  question: Question,
  spec: CohortSpec,
  asking: Asking,
): Promise<Question> {
  const { from, to } = otherPeriodOf(question.period, spec)
  return questionOf(db, { ...specOf(question, spec), from, to }, asking)
}

/** The period that another one is held against, in whole weeks. Throws `invalid_arguments` where they overlap. */
export function otherPeriodOf(
  period: Period,
  { compare_from, compare_to }: Pick<CohortSpec, 'compare_from' | 'compare_to'>,
): Period {
  const days = daysBetween(period.from, period.to)
  const from = compare_from ?? dayAfter(compare_to ?? period.from, -days)
  const other = snapToWeeks({ from, to: compare_to ?? dayAfter(from, days) })
  if (other.from >= other.to)
    throw new AppError('invalid_arguments', `The period from ${from} to ${compare_to} is empty.`)
  if (other.from < period.to && other.to > period.from)
    throw new AppError(
      'invalid_arguments',
      `The periods from ${period.from} to ${period.to} and from ${other.from} to ${other.to} overlap. Name days that do not, with compare_from and compare_to.`,
    )
  return other
}

const YEAR = 52 * 7

/** Whether two periods are about the same weeks of a year, so that the season explains nothing. */
export function sameSeason(a: Period, b: Period): boolean {
  const apart = Math.abs(daysBetween(a.from, b.from))
  const years = Math.round(apart / YEAR)
  return years > 0 && Math.abs(apart - years * YEAR) <= MOST_DAYS_OFF
}

/** Weeks of a year that are this close are those of one season. */
const MOST_DAYS_OFF = 14

/** The same weeks of the year before, as a first day to ask for. */
export function yearBefore({ from }: Period): string {
  return dayAfter(from, -YEAR)
}
