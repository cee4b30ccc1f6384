import type { AccountRef } from '../../model/index.ts'
import type { Cells } from './cells.ts'
import { type AccountStatus, STATUSES } from './layouts.ts'
import { stated } from './statement.ts'

/** What the words of a status column mean; in lower case, with `_` for blanks. */
export type Statuses = Readonly<Record<string, AccountStatus>>

/** An account by what is known of it; undefined when that is neither an id nor a user name nor an address. */
export function accountOf(account: AccountRef): AccountRef | undefined {
  return account.external_id || account.username || account.email ? stated(account) : undefined
}

/** The account that the columns author_username, author_email and their like name. */
export function authorOf(cells: Cells): AccountRef | undefined {
  return accountOf({
    external_id: cells.text('author_external_id'),
    username: cells.username('author_username'),
    email: cells.email('author_email'),
    name: cells.text('author_name'),
    bot: cells.flag('author_bot'),
  })
}

/** The full name, else first and last name. */
export function fullName(cells: Cells): string | undefined {
  const parts = [cells.text('first_name'), cells.text('last_name')].filter(Boolean)
  return cells.text('name') ?? (parts.join(' ') || undefined)
}

/**
 * What the columns enabled, deactivated and status say together. One that takes the account away counts
 * most; a status word that nobody knows says nothing.
 */
export function accountStatus(
  cells: Cells,
  statuses: Statuses = STATUSES,
): AccountStatus | undefined {
  const enabled = cells.flag('enabled')
  const taken = cells.flag('deactivated')
  if (enabled === false || taken === true) return 'suspended'
  const word = (cells.text('status') ?? '').toLowerCase().replace(/[\s-]+/g, '_')
  if (Object.hasOwn(statuses, word)) return statuses[word]
  return enabled === true || taken === false ? 'active' : undefined
}
