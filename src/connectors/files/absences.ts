import { accountOf } from './account.ts'
import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** Days on which one person was away, the last one included. */
export function absenceFrom(cells: Cells): Statement {
  const account = accountOf({
    external_id: cells.text('external_id'),
    username: cells.username('username'),
    email: cells.email('email'),
  })
  const first_day = cells.day('first_day')
  const last_day = cells.day('last_day')
  if (!account)
    return cells.refuse('missing_email', 'This line has no e-mail address and no user name.')
  if (!first_day || !last_day)
    return cells.refuse('missing_field', 'An absence needs its first and its last day.')
  if (last_day < first_day)
    return cells.refuse('invalid_date', `It ends on ${last_day}, before it began on ${first_day}.`)
  return cells.say({ account, first_day, last_day, kind: cells.text('kind') })
}
