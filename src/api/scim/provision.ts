import * as accounts from '../../store/accounts.ts'
import * as admins from '../../store/admins.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import * as groupRoles from '../../store/group-roles.ts'
import type { Change } from '../../store/journal.ts'
import * as groups from '../../store/scim-groups.ts'
import * as members from '../../store/scim-members.ts'
import * as people from '../../store/scim-people.ts'
import * as resources from '../../store/scim-resources.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'
import type { JsonObject } from './attribute.ts'
import { personOf } from './person.ts'
import { refusal } from './refusal.ts'
import { stateValues } from './state-values.ts'

/** What a resource said before, if it was there, and what it says now. */
interface Statement {
  before: JsonObject | undefined
  after: JsonObject
}

/**
 * Lets a person be as their resource says, as far as it says something new: what others have stated meanwhile stays. A
 * person of one of its addresses is adopted; without an address there is nobody yet. Throws `uniqueness`, and `conflict` where
 * the last Workspace Admin would be deactivated.
 */
export async function provision(
  tx: Db,
  by: Change,
  row: resources.ScimRow,
  { before, after }: Statement,
  now: Date,
): Promise<void> {
  const held = row.user_id === null ? undefined : await users.info(tx, row.user_id)
  const person = personOf(after, held?.email)
  if (!person) return
  const previous = before && personOf(before, held?.email)
  const addresses = keysOf(person)
  const owners = await people.owners(tx, addresses)
  if (isTaken(owners, person.email, held?.id)) {
    if (before && !held) return // two people were merged; the one who stayed follows the other resource
    throw refusal('uniqueness', 'The address of this user belongs to somebody else.')
  }
  const id = held?.id ?? adopted(owners, addresses) ?? (await people.create(tx, by, person.email))
  const former = owners.filter((it) => it.former && it.user_id !== id)
  await documents.touch(tx, [id, ...former.map(({ user_id }) => user_id)])
  if (former.length > 0) await release(tx, by, former)
  await stateValues(tx, by, id, { before: held && before, after })
  if (!held) await begin(tx, by, row, id)
  if (!held || JSON.stringify(previous) !== JSON.stringify(person))
    await alter(tx, by, id, { previous, person, now })
  await documents.refresh(tx, by.today)
  if (!held) await groupRoles.settle(tx, by, [id])
}

interface Alteration {
  previous: people.ScimPerson | undefined
  person: people.ScimPerson
  now: Date
}

/** Sets what is said of a person now, with what follows from it. */
async function alter(
  tx: Db,
  by: Change,
  id: number,
  { previous, person, now }: Alteration,
): Promise<void> {
  const addresses = keysOf(person)
  const dropped = previous ? keysOf(previous).filter((key) => !addresses.includes(key)) : []
  const set = () => people.set(tx, by, id, person, { dropped, now })
  await (person.active ? set() : admins.keepOne(tx, set))
  await settle(tx, by)
}

/** All addresses of a person, in lower case, the main one first. */
const keysOf = ({ email, aliases }: people.ScimPerson) =>
  [email, ...aliases].map((it) => it.toLowerCase())

/** The person who has one of the addresses and follows no resource yet. */
function adopted(owners: people.Owner[], addresses: string[]): number | undefined {
  const free = owners.filter(({ scim_id }) => scim_id === null)
  return addresses.flatMap((it) => free.find(({ key }) => key === it) ?? [])[0]?.user_id
}

/** Whether the main address is somebody's who cannot be adopted: we have somebody already, or they follow another resource. */
function isTaken(owners: people.Owner[], email: string, id: number | undefined): boolean {
  const main = owners.find(({ key, former }) => key === email.toLowerCase() && !former)
  if (!main || main.user_id === id) return false
  return id !== undefined || main.scim_id !== null
}

function release(tx: Db, by: Change, former: people.Owner[]): Promise<void> {
  const keys = former.map(({ key }) => key)
  const from = former.map(({ user_id }) => user_id)
  return people.release(tx, by, keys, from)
}

/** Lets a person follow a resource from now on, into its groups too. */
async function begin(tx: Db, by: Change, row: resources.ScimRow, id: number): Promise<void> {
  await resources.follow(tx, row.id, { ...row, user_id: id })
  for (const follower of await members.followersOf(tx, row.id))
    await groups.join(tx, by, follower, [id])
}

/** What follows from a person who is another than before: keys, links, and the weeks to be counted anew. */
async function settle(tx: Db, by: Change): Promise<void> {
  await users.refreshKeys(tx)
  await accounts.linkUnlinked(tx, by)
  await weeks.markDirty(tx, by.entry)
}
