import type { Period } from '../model/index.ts'
import { weeksIn } from './period-of.ts'

/** So many available days in a period of so many weeks bring a person into numbers over a period; longer periods ask for more. */
const EXPOSURE = { days: 20, weeks: 12 }

/**
 * How many available days of full time a person has to have in a period to be in its numbers, in whatever report: so that two reports
 * about the same period are about the same people, and one does not tell of the few who are in the other alone.
 */
export function fewestDays(period: Period): number {
  return (EXPOSURE.days * weeksIn(period)) / EXPOSURE.weeks
}
