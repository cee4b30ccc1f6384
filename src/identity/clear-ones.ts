import type { Suggestion } from './suggest.ts'

/**
 * Of all suggestions for the accounts of one source, those that leave no choice, from a score on: nobody else fits the account
 * as well, and no other account fits the person as well. At most one for each account and each person.
 */
export function clearOnes(suggestions: readonly Suggestion[], least: number): Suggestion[] {
  const byAccount = onlyBest(suggestions, ({ account_id }) => account_id)
  const byUser = onlyBest(suggestions, ({ user_id }) => user_id)
  return suggestions.filter(
    (it) =>
      it.score >= least && byAccount.get(it.account_id) === it && byUser.get(it.user_id) === it,
  )
}

/** The best of each key; null where two are as good. */
function onlyBest(
  suggestions: readonly Suggestion[],
  keyOf: (suggestion: Suggestion) => number,
): Map<number, Suggestion | null> {
  const best = new Map<number, Suggestion | null>()
  const scores = new Map<number, number>()
  for (const it of suggestions) {
    const key = keyOf(it)
    const score = scores.get(key) ?? 0
    if (it.score === score) best.set(key, null)
    if (it.score <= score) continue
    scores.set(key, it.score)
    best.set(key, it)
  }
  return best
}
