import * as calendarBusy from '../../store/calendar-busy.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import type { Applying } from './facts.ts'
import { openOfPeople } from './of-people.ts'

/** Whose source names none. */
const SOURCE = 'calendar'

/** Times for which calendars say busy. */
export async function applyCalendarBusy(tx: Db, applying: Applying): Promise<void> {
  const { options, by, notes } = applying
  const source = options.source ?? SOURCE
  await openOfPeople(tx, applying, { source, columns: calendarBusy.STAGED })
  await calendarBusy.insertStaged(tx, by)
  const span = await calendarBusy.spanStaged(tx)
  const [from, to] = [options.from ?? span.from_day, options.to ?? span.to_day]
  if (from === null || to === null || from >= to) return
  await coverage.cover(tx, by, {
    source,
    subject: 'calendar',
    from_day: from,
    to_day: to,
    team_id: null,
  })
  if (options.from === undefined || options.to === undefined)
    notes.push(
      `The file is taken to hold every busy time of these people from ${from} up to ${to}. The options "from" and "to" say otherwise.`,
    )
}
