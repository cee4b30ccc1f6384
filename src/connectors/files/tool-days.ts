import { accountOf } from './account.ts'
import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** One day on which an account used a tool; `tool` names it where the line does not. */
export function toolDayFrom(cells: Cells, tool?: string): Statement {
  const named = cells.text('tool') ?? tool
  const day = cells.day('day')
  const account = accountOf({
    external_id: cells.text('external_id'),
    username: cells.username('username'),
    email: cells.email('email'),
  })
  if (!account)
    return cells.refuse('missing_email', 'This line has no e-mail address and no user name.')
  if (!named)
    return cells.refuse(
      'missing_field',
      'This line names no tool, and none was given for the file.',
    )
  if (!day) return cells.refuse('missing_field', 'This line has no day.')
  const minutes = cells.amount('minutes')
  return cells.say({ tool: named, account, day, minutes, actions: cells.count('actions') })
}
