import { CronExpressionParser } from 'cron-parser'

interface Timed {
  cron: string
  /** IANA name of the zone that the fields of cron are of. */
  time_zone: string
  /** Since when the schedule holds as it stands; what was due before is not made up for. */
  since: Date
  /** The last moment that was taken; null: none. */
  last: Date | null
}

/**
 * The latest moment of a schedule that has come and that nobody has taken; null while none has. Of several that were missed
 * only the latest counts: a report tells how things stand, so one is enough.
 */
export function dueMoment({ cron, time_zone, since, last }: Timed, now: Date): Date | null {
  // the search excludes the instant that it begins at
  const currentDate = new Date(now.getTime() + 1)
  const moment = CronExpressionParser.parse(cron, { tz: time_zone, currentDate }).prev().toDate()
  return moment > since && (last === null || moment > last) ? moment : null
}
