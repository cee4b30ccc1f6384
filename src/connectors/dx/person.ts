import { dayIn, type PersonFact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import type { Context } from './settings.ts'
import { type ListedUser, valuesOf } from './user-page.ts'

/** Tells which attributes are taken, by name. */
export type Wanted = (attribute: string) => boolean

/** What a user of DX says of a person, or why it says nothing. */
export function personFrom(
  user: ListedUser,
  wanted: Wanted,
  { settings, time_zone }: Pick<Context, 'settings' | 'time_zone'>,
): { fact: PersonFact } | { left: Left } {
  const email = user.email?.trim() ?? ''
  if (!email.includes('@')) return { left: withoutEmail(user) }
  const roles = (user.roles ?? []).map((role) => (typeof role === 'string' ? role : role.name))
  const values = [...valuesOf(user)].filter(([name]) => wanted(name))
  return {
    fact: stated({
      email,
      name: textOf(user.name),
      github_username: textOf(user.github_username),
      additional_github_username: textOf(user.additional_github_username),
      gitlab_username: textOf(user.gitlab_username),
      deactivated: Boolean(user.deleted_at),
      // without it, somebody who left long ago would count, with nothing done, until the first sync
      end_date: dayOf(user.deleted_at, time_zone),
      roles: settings.roles && roles.length > 0 ? roles : undefined,
      attributes: values.length > 0 ? Object.fromEntries(values) : undefined,
    }),
  }
}

function withoutEmail({ id, name }: ListedUser): Left {
  return {
    about: textOf(name) ?? id,
    code: 'missing_email',
    message: `DX has no e-mail address of this user (${id}), so nobody can be told by it.`,
  }
}

function textOf(text: string | null | undefined): string | undefined {
  return text?.trim() || undefined
}

function dayOf(text: string | null | undefined, time_zone: string): string | undefined {
  const instant = instantOf(text ?? '')
  return instant ? dayIn(time_zone, new Date(instant)) : undefined
}
