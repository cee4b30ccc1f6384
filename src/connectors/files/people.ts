import { accountStatus, fullName, type Statuses } from './account.ts'
import type { Cells } from './cells.ts'
import { fault, type Statement } from './statement.ts'
import { emailOf, emailOfLogin, flagOf } from './values.ts'

/**
 * One person of a file of people. The e-mail address is that of the row, else the one that the login
 * stands for; a login that is a further address becomes an alias. Keycloak's accounts of services are
 * no people.
 */
export function personFrom(cells: Cells, statuses?: Statuses): Statement {
  const login = cells.text('login')
  if (login?.startsWith('service-account-'))
    return fault('service_account', `${login} is no person.`)
  const fromLogin = login === undefined ? undefined : emailOfLogin(login)
  const email = cells.email('email') ?? fromLogin
  if (email === undefined)
    return cells.refuse('missing_email', 'This person has no e-mail address.')
  const status = accountStatus(cells, statuses)
  return cells.say({
    email,
    name: fullName(cells),
    aliases: others([...(cells.emails('aliases') ?? []), fromLogin ?? email], email),
    start_date: cells.day('start_date'),
    end_date: cells.day('end_date'),
    time_zone: cells.timeZone('time_zone'),
    github_username: cells.username('github_username'),
    additional_github_username: cells.username('additional_github_username'),
    gitlab_username: cells.username('gitlab_username'),
    coder_username: cells.username('coder_username'),
    writes_code: cells.flag('writes_code'),
    deactivated: status && status === 'suspended',
    roles: cells.parts('roles'),
    groups: cells.parts('groups'),
    team: cells.text('team'),
    team_lead: leads(cells.text('team_lead'), email),
    attributes: cells.attributes(),
  })
}

/** The addresses without `email` and without repetition, case aside; undefined when none is left. */
function others(addresses: readonly string[], email: string): string[] | undefined {
  const byKey = new Map(addresses.map((address) => [address.toLowerCase(), address]))
  byKey.delete(email.toLowerCase())
  return byKey.size > 0 ? [...byKey.values()] : undefined
}

/** Yes or no, or the address of the lead: then who has that address leads, and the others do not. */
function leads(lead: string | undefined, email: string): boolean | undefined {
  if (lead === undefined) return undefined
  const address = emailOf(lead)
  return address === undefined ? flagOf(lead) : address.toLowerCase() === email.toLowerCase()
}
