import { dayAfter } from '../src/model/index.ts'
import { FIRST_WEEK } from './people.ts'

/** The day after so many weeks of the bench, a Monday. */
export const dayAfterWeeks = (weeks: number): string => dayAfter(FIRST_WEEK, 7 * weeks)

/** Who asks a report when so many weeks are known: at noon, and may see all. */
export const askingAfter = (weeks: number) => ({
  privileged: true,
  now: new Date(`${dayAfterWeeks(weeks)}T12:00:00Z`),
})
