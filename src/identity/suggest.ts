import {
  type Person,
  reasonOf,
  type Sign,
  type SuggestionReason,
  signsOfAccount,
  signsOfPerson,
  type UnmatchedAccount,
} from './signs.ts'

/** That an account might be a person's; a person decides. */
export interface Suggestion {
  account_id: number
  user_id: number
  /** From 0 to 1: how sure, by how many people the same would fit as well. */
  score: number
  reasons: SuggestionReason[]
}

/** That an account is not a person's, as a person has said. */
export interface Rejection {
  account_id: number
  user_id: number
}

/** How much one sign says, if it fits one person only. */
const WEIGHT: Record<SuggestionReason, number> = {
  address: 0.9,
  name: 0.85,
  address_like_username: 0.75,
  name_like_username: 0.6,
}

/** What fits more people than this says nothing. */
const TOO_MANY = 20

/**
 * Whose each account might be, the likeliest first: by the same local part of an address, the same name, or a username that
 * is made of an address or a name. What fits several people counts less for each of them; a person who was rejected for an
 * account is none of them. Nothing is linked by it. Takes time in proportion to people plus accounts, and depends neither on
 * their order nor on people who share no sign with an account.
 */
export function suggest(
  accounts: readonly UnmatchedAccount[],
  people: readonly Person[],
  rejections: readonly Rejection[] = [],
): Suggestion[] {
  const signed = accounts.map((account) => ({ id: account.id, signs: signsOfAccount(account) }))
  const fitting = peopleBySign(people, new Set(signed.flatMap(({ signs }) => signs)))
  const rejected = Map.groupBy(rejections, ({ account_id }) => account_id)
  return signed.flatMap(({ id, signs }) => {
    const not = new Set(rejected.get(id)?.map(({ user_id }) => user_id))
    return ofAccount(
      id,
      signs.map((sign) => [sign, (fitting.get(sign) ?? []).filter((user) => !not.has(user))]),
    )
  })
}

function peopleBySign(people: readonly Person[], wanted: Set<Sign>): Map<Sign, number[]> {
  const fitting = new Map<Sign, number[]>()
  for (const person of people)
    for (const sign of signsOfPerson(person)) {
      if (!wanted.has(sign)) continue
      const found = fitting.get(sign)
      if (found) found.push(person.id)
      else fitting.set(sign, [person.id])
    }
  return fitting
}

function ofAccount(account_id: number, signs: [Sign, number[]][]): Suggestion[] {
  const found = new Map<number, { doubt: number; reasons: SuggestionReason[] }>()
  for (const [sign, users] of signs) {
    if (users.length > TOO_MANY) continue
    const reason = reasonOf(sign)
    for (const user_id of users) {
      const { doubt, reasons } = found.get(user_id) ?? { doubt: 1, reasons: [] }
      found.set(user_id, {
        doubt: doubt * (1 - WEIGHT[reason] / users.length),
        reasons: [...reasons, reason],
      })
    }
  }
  return [...found]
    .map(([user_id, { doubt, reasons }]) => ({
      account_id,
      user_id,
      score: Math.round((1 - doubt) * 100) / 100,
      reasons,
    }))
    .sort((a, b) => b.score - a.score || a.user_id - b.user_id)
}
