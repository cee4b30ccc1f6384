import { accountOf } from './account.ts'
import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** A time for which a calendar says busy; what for is not read. */
export function calendarBusyFrom(cells: Cells): Statement {
  const account = accountOf({
    external_id: cells.text('external_id'),
    username: cells.username('username'),
    email: cells.email('email'),
  })
  const starts_at = cells.instant('starts_at')
  const ends_at = cells.instant('ends_at')
  if (!account)
    return cells.refuse('missing_email', 'This line has no e-mail address and no user name.')
  if (!starts_at || !ends_at)
    return cells.refuse('missing_field', 'A busy time needs its start and its end.')
  if (ends_at <= starts_at)
    return cells.refuse(
      'invalid_date',
      `It ends at ${ends_at}, not after it began at ${starts_at}.`,
    )
  return cells.say({ account, starts_at, ends_at })
}
