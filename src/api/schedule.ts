import { CronExpressionParser } from 'cron-parser'
import * as z from 'zod'

/** When a source is read by itself: five fields of cron, in the zone of the organisation. */
export const Schedule = z
  .string()
  .trim()
  .refine(isCron, 'These are not five fields of cron, such as "17 * * * *" for every hour.')
  .meta({ examples: ['17 * * * *', '23 3 * * *'] })

/** The first moment after `now` at which a schedule is due, as an instant. */
export function nextRun(schedule: string, time_zone: string, now: Date): string {
  return CronExpressionParser.parse(schedule, { tz: time_zone, currentDate: now })
    .next()
    .toDate()
    .toISOString()
}

function isCron(text: string): boolean {
  if (text.split(/\s+/).length !== 5) return false
  try {
    CronExpressionParser.parse(text).next()
    return true
  } catch {
    return false
  }
}
