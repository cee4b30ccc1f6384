import { folded, localPart, wordsOf } from './fold-name.ts'
import type { UnmatchedAccount } from './signs.ts'

/**
 * Words of which one at least stands in the name or in the local part of the address of everybody who might be suggested for
 * one of the accounts, if that person's name and address are ASCII: each word of a name, and whatever a handle may begin or
 * end with. So the people worth comparing are found by words, before names are folded.
 */
export function searchWords(accounts: readonly UnmatchedAccount[]): string[] {
  const words = accounts.flatMap(({ username, email, name }) => [
    ...wordsOf(name ?? ''),
    ...ends(folded(username ?? '')),
    ...ends(folded(localPart(email ?? ''))),
  ])
  return [...new Set(words)]
}

/** All beginnings and ends of a handle, the digits that make it unique left out of some: jdoe2 gives j, jd, jdoe, doe and so on. */
function ends(handle: string): string[] {
  const bare = handle.replace(/\d+$/, '')
  return [handle, bare].flatMap((text) =>
    Array.from(text, (_, place) => [text.slice(0, place + 1), text.slice(place)]).flat(),
  )
}
