import type { Result } from './api.ts'

export type Account = Result<'accounts.list'>['accounts'][number]
export type Suggestion = Account['suggestions'][number]

/** An account by what its source calls it. */
export function accountText({
  username,
  email,
  name,
}: Pick<Account, 'username' | 'email' | 'name'>): string {
  return username ?? email ?? name ?? 'an account without a name'
}

/** Why a person is suggested: "same name, username like the address". */
export function reasonsText({ reasons }: Pick<Suggestion, 'reasons'>): string {
  return reasons.map((reason) => REASONS[reason]).join(', ')
}

const REASONS: Record<Suggestion['reasons'][number], string> = {
  address: 'same address before the @',
  name: 'same name',
  address_like_username: 'username like the address',
  name_like_username: 'username made of the name',
}

/** How an account came to somebody. */
export const LINKS: Record<NonNullable<Account['link']>, string> = {
  email: 'by its e-mail address',
  noreply: 'by the private address of its commits',
  username: 'by the declared username',
  hand: 'by hand',
  none: 'kept apart by hand',
}
