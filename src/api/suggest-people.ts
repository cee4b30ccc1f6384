import { searchWords } from '../identity/search-words.ts'
import type { UnmatchedAccount } from '../identity/signs.ts'
import { type Suggestion, suggest } from '../identity/suggest.ts'
import type { Db } from '../store/db.ts'
import * as suggestions from '../store/suggestions.ts'

/** From so many accounts on, almost everybody has a word in common with one. */
const MANY = 200

/**
 * Whose unmatched accounts might be, by source, the likeliest of each account first: people who have no account at its
 * source yet and were not rejected for it.
 */
export async function suggestPeople(
  db: Db,
  accounts: readonly (UnmatchedAccount & { source: string })[],
): Promise<Map<string, Suggestion[]>> {
  const found = new Map<string, Suggestion[]>()
  for (const [source, some] of Map.groupBy(accounts, (account) => account.source)) {
    const words = some.length > MANY ? null : searchWords(some)
    const people = await suggestions.candidates(db, source, words)
    const ids = some.map(({ id }) => id)
    found.set(source, suggest(some, people, await suggestions.rejections(db, ids)))
  }
  return found
}
