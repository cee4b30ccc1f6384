import { folded, handleOf, wordsOf } from './fold-name.ts'

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
}

export type SuggestionReason = 'address' | 'name' | 'address_like_username' | 'name_like_username'

/** That an account might be a person's; a person decides. */
export interface Suggestion {
  account_id: number
  user_id: number
  /** From 0 to 1: how sure, by how many people the same would fit as well. */
  score: number
  reasons: SuggestionReason[]
}

/** How much one sign says, if it fits one person only. */
const WEIGHT: Record<SuggestionReason, number> = {
  address: 0.9,
  name: 0.85,
  address_like_username: 0.75,
  name_like_username: 0.6,
}

/**
 * Whose each account might be, the best `most` people of each first: by the same local part of an address, the same name, or
 * a username that is made of an address or a name. What fits several people counts less; nothing is linked by it. Takes
 * time in proportion to people plus accounts.
 */
export function suggest(
  accounts: readonly UnmatchedAccount[],
  people: readonly Person[],
  most = 3,
): Suggestion[] {
  const signs = signsOf(people)
  return accounts.flatMap((account) => ofAccount(account, signs, most))
}

type Signs = Map<string, number[]>

/** What each person may be recognised by: kind of sign and its folded text, with the people it fits. */
function signsOf(people: readonly Person[]): Signs {
  const signs: Signs = new Map()
  for (const { id, name, email } of people)
    for (const sign of new Set(personSigns(name, email))) {
      const found = signs.get(sign)
      if (found) found.push(id)
      else signs.set(sign, [id])
    }
  return signs
}

function personSigns(name: string, email: string): string[] {
  const words = wordsOf(name)
  const local = folded(localPart(email))
  return [
    `address:${local}`,
    `address_like_username:${handleOf(local)}`,
    ...(words.length > 1 ? [`name:${[...words].sort().join(' ')}`] : []),
    ...handles(words).map((handle) => `name_like_username:${handle}`),
  ]
}

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

function accountSigns({ username, email, name }: UnmatchedAccount): [SuggestionReason, string][] {
  const local =
    email && !email.endsWith('@users.noreply.github.com') ? folded(localPart(email)) : ''
  const handle = username ? handleOf(username) : ''
  const words = name ? wordsOf(name) : []
  const signs: [SuggestionReason, string][] = []
  if (local) signs.push(['address', local])
  if (words.length > 1) signs.push(['name', [...words].sort().join(' ')])
  if (handle.length > 2)
    signs.push(['address_like_username', handle], ['name_like_username', handle])
  return signs
}

function ofAccount(account: UnmatchedAccount, signs: Signs, most: number): Suggestion[] {
  const found = new Map<number, { doubt: number; reasons: SuggestionReason[] }>()
  for (const [reason, text] of accountSigns(account)) {
    const fitting = signs.get(`${reason}:${text}`) ?? []
    for (const user_id of fitting.slice(0, 50)) {
      const { doubt, reasons } = found.get(user_id) ?? { doubt: 1, reasons: [] }
      found.set(user_id, {
        doubt: doubt * (1 - WEIGHT[reason] / fitting.length),
        reasons: [...reasons, reason],
      })
    }
  }
  return [...found]
    .map(([user_id, { doubt, reasons }]) => ({
      account_id: account.id,
      user_id,
      score: Math.round((1 - doubt) * 100) / 100,
      reasons,
    }))
    .sort((a, b) => b.score - a.score || a.user_id - b.user_id)
    .slice(0, most)
}

const localPart = (email: string) => email.split('@')[0] ?? ''
