import { accountOf, accountStatus, fullName, type Statuses } from './account.ts'
import type { Cells } from './cells.ts'
import { fault, type Statement } from './statement.ts'
import { emailOfLogin } from './values.ts'

/** One account of a tool. Accounts of services are no people. */
export function toolUserFrom(cells: Cells, statuses?: Statuses): Statement {
  const login = cells.text('login')
  if (cells.flag('service_account')) return service(cells)
  const account = accountOf({
    external_id: cells.text('external_id'),
    username: cells.username('username') ?? login,
    email: cells.email('email') ?? (login === undefined ? undefined : emailOfLogin(login)),
    name: fullName(cells),
  })
  if (!account)
    return cells.refuse('missing_email', 'This line has no e-mail address and no user name.')
  return cells.say({
    account,
    status: accountStatus(cells, statuses),
    created_at: cells.instant('created_at') ?? undefined,
    last_seen_at: cells.instant('last_seen_at'),
  })
}

/** One account of Coder, which has an e-mail address for every person: without one it is a service. */
export function coderUserFrom(cells: Cells): Statement {
  return cells.text('email') === undefined ? service(cells) : toolUserFrom(cells)
}

function service(cells: Cells): Statement {
  const name = cells.text('username') ?? cells.text('email') ?? 'This account'
  return fault('service_account', `${name} is a service account, not a person.`)
}
