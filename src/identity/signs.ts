import { folded, handleOf, localPart, wordsOf } from './fold-name.ts'

/** A person, as far as accounts may be recognised by it. */
export interface Person {
  id: number
  name: string
  email: string
}

/** An account that belongs to nobody yet. */
export interface UnmatchedAccount {
  id: number
  username: string | null
  email: string | null
  name: string | null
  bot: boolean
}

/** What may speak for an account being a person's. */
export type SuggestionReason = 'address' | 'name' | 'address_like_username' | 'name_like_username'

/** A reason, and the folded text that account and person must have in common. */
export type Sign = `${SuggestionReason}:${string}`

/** What a person may be recognised by, each once. */
export function signsOfPerson({ name, email }: Person): Set<Sign> {
  const words = wordsOf(name)
  const local = localPart(email)
  return new Set<Sign>([
    `address:${folded(local)}`,
    `address_like_username:${handleOf(local)}`,
    ...(words.length > 1 ? [nameSign(words)] : []),
    ...handles(words).map((handle): Sign => `name_like_username:${handle}`),
  ])
}

/** What an account may be recognised by: nothing of a bot's, and nothing too short to mean somebody. */
export function signsOfAccount(account: UnmatchedAccount): Sign[] {
  if (isBot(account)) return []
  const local = folded(localPart(addressOf(account)))
  const handle = handleOf(account.username ?? '')
  const words = wordsOf(account.name ?? '')
  const signs: Sign[] = []
  if (local) signs.push(`address:${local}`)
  if (words.length > 1) signs.push(nameSign(words))
  if (handle.length > 2)
    signs.push(`address_like_username:${handle}`, `name_like_username:${handle}`)
  return signs
}

/** The reason that a sign gives. */
export function reasonOf(sign: Sign): SuggestionReason {
  return sign.slice(0, sign.indexOf(':')) as SuggestionReason
}

/** An address at which nobody reads mail says no more than the username that it is made of. */
function addressOf({ email }: UnmatchedAccount): string {
  return email && !email.endsWith('@users.noreply.github.com') ? email : ''
}

function isBot({ bot, username }: UnmatchedAccount): boolean {
  return bot || /\[bot\]$/i.test(username ?? '')
}

const nameSign = (words: string[]): Sign => `name:${words.toSorted().join(' ')}`

/** Usernames that people make of their names: janedoe, jdoe, janed, doejane, doej. */
function handles(words: string[]): string[] {
  const [first, last] = [words[0], words.at(-1)]
  if (words.length < 2 || !first || !last) return []
  return [
    words.join(''),
    first + last,
    first.charAt(0) + last,
    first + last.charAt(0),
    last + first,
    last + first.charAt(0),
  ]
}
