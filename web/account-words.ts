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

/** Why an account is a bot, or is none though it was held for one. */
export function botText({
  bot,
  bot_word,
  suspected,
}: Pick<Account, 'bot' | 'bot_word' | 'suspected'>): string {
  const why = suspected && `Suspected: ${suspected}.`
  if (bot_word === null) return why ?? (bot ? 'Its source calls it a bot.' : '')
  const said = bot_word ? 'A bot, by the word of a person.' : 'No bot, by the word of a person.'
  return why ? `${said} ${why}` : said
}

/** How an account came to somebody. */
export const LINKS: Record<NonNullable<Account['link']>, string> = {
  email: 'by its e-mail address',
  noreply: 'by the private address of its commits',
  username: 'by the declared username',
  hand: 'by hand',
  none: 'kept apart by hand',
}
