import type { Left } from '../../connectors/connector.ts'
import { type ListedUser, valuesOf } from '../../connectors/dx/user-page.ts'
import type { Db } from '../../store/db.ts'
import * as pushed from '../../store/pushed.ts'

/** A user of ours and the one over there who is the same person. */
export interface Pair {
  user_id: number
  /** The address by which the other side knows the person. */
  email: string
  /** Where the person is deactivated, if so. */
  deactivated: 'here' | 'there' | null
  /** The values there, by the name of the attribute in lower case. */
  theirs: Map<string, string[]>
}

/** Who over there is who here, by any address of ours. Of two over there who are one person here, one is left. */
export async function matchPeople(
  db: Db,
  users: ListedUser[],
): Promise<{ pairs: Pair[]; left: Left[] }> {
  const byEmail = new Map<string, ListedUser>()
  for (const user of users) {
    const email = user.email?.trim().toLowerCase() ?? ''
    const other = byEmail.get(email)
    // an address may be that of somebody who is gone, and of the one who came back
    if (!other || other.deleted_at) byEmail.set(email, user)
  }
  const pairs = new Map<number, Pair>()
  const left: Left[] = []
  for (const { email, user_id, deactivated } of await pushed.addressees(db, [...byEmail.keys()])) {
    const user = byEmail.get(email)
    const pair = pairs.get(user_id)
    if (!user) continue
    if (pair) left.push(duplicate(user.email ?? email, pair.email))
    else pairs.set(user_id, { ...pairOf(user, email), user_id, ...(deactivated && HERE) })
  }
  return { pairs: [...pairs.values()], left }
}

const HERE = { deactivated: 'here' as const }

function pairOf(user: ListedUser, email: string): Omit<Pair, 'user_id'> {
  const theirs = new Map<string, string[]>()
  for (const [name, values] of valuesOf(user)) theirs.set(name.toLowerCase(), values)
  const deactivated = user.deleted_at ? 'there' : null
  return { email: user.email?.trim() ?? email, deactivated, theirs }
}

function duplicate(about: string, email: string): Left {
  return {
    about,
    code: 'duplicate_there',
    message: `Here this is the same person as ${email}, whose values were pushed; merge the two over there.`,
  }
}
