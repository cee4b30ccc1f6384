import * as admins from '../../store/admins.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import * as groupRoles from '../../store/group-roles.ts'
import type { Change } from '../../store/journal.ts'
import * as groups from '../../store/scim-groups.ts'
import * as members from '../../store/scim-members.ts'
import * as people from '../../store/scim-people.ts'
import * as resources from '../../store/scim-resources.ts'
import * as tombstones from '../../store/tombstones.ts'
import { externalKind } from '../../store/tombstones-facts.ts'
import * as weeks from '../../store/weeks.ts'
import { isObject, type JsonObject, listed } from './attribute.ts'
import { type Context, write } from './context.ts'
import { expectVersion, theRow } from './held.ts'
import { isSame } from './is-same.ts'
import { isActive } from './person.ts'
import { provision } from './provision.ts'
import { refusal } from './refusal.ts'
import { USER } from './schemas.ts'

/** Keeps a new user, whom a person follows: one of the same address, or else a new one. Throws `uniqueness`. */
export function createUser(context: Context, resource: JsonObject): Promise<resources.ScimRow> {
  const it = statementOf(resource)
  const after = it.resource
  return write(context, { action: 'scim.users.create' }, async (tx, by) => {
    await refuseTwin(tx, it.user_name)
    await refuseErased(tx, it)
    const row = await resources.create(tx, by.entry, it, context.now)
    await provision(tx, by, row, { before: undefined, after }, context.now)
    return row
  })
}

/** How a resource becomes another one. */
type Revision = (resource: JsonObject) => JsonObject

/** Lets a user be as this revision makes it. What changes nothing is no new version. */
export async function reviseUser(
  context: Context,
  { id, action, ifMatch }: { id: string; action: string; ifMatch: string | undefined },
  revise: Revision,
): Promise<resources.ScimRow> {
  const revised = await write(context, { action, object: `scim:${id}` }, async (tx, by) => {
    const row = await theRow(tx, USER, id, { lock: true })
    expectVersion(row, ifMatch)
    const before = row.resource as JsonObject
    const it = statementOf(revise(before))
    const after = it.resource
    if (isSame(before, after)) return row
    if (it.user_name !== String(before.userName).toLowerCase()) await refuseTwin(tx, it.user_name)
    await refuseErased(tx, it)
    const next = await resources.update(tx, by.entry, row.id, it, context.now)
    await provision(tx, by, next, { before, after }, context.now)
    return next
  })
  if (revised.resource.active === false) context.forgetActors()
  return revised
}

/** Deactivates the person of a user, lets them leave the groups, and forgets the resource. */
export async function deleteUser(context: Context, id: string): Promise<void> {
  const deed = { action: 'scim.users.delete', object: `scim:${id}` }
  await write(context, deed, async (tx, by) => {
    const { user_id } = await theRow(tx, USER, id, { lock: true })
    if (user_id !== null) await retire(tx, by, { id, user_id }, context.now)
    await resources.forget(tx, id)
    if (user_id !== null) await groupRoles.settle(tx, by, [user_id])
  })
  context.forgetActors()
}

async function retire(
  tx: Db,
  by: Change,
  { id, user_id }: { id: string; user_id: number },
  now: Date,
): Promise<void> {
  await documents.touch(tx, [user_id])
  await admins.keepOne(tx, () => people.deactivate(tx, by, user_id, now))
  for (const follower of await members.followersOf(tx, id))
    await groups.leave(tx, by, follower, [user_id])
  await documents.refresh(tx, by.today)
  await weeks.markDirty(tx, by.entry)
}

async function refuseTwin(tx: Db, user_name: string): Promise<void> {
  const named = { op: 'is', column: 'user_name', value: user_name } as const
  if ((await resources.count(tx, 'User', named)) > 0)
    throw refusal('uniqueness', 'There is a user of this userName already.')
}

/** Nothing is kept of somebody who was erased, and they are not created again. */
async function refuseErased(tx: Db, it: UserStatement): Promise<void> {
  const known = [
    ...[...it.emails, it.user_name].map((value) => ({ kind: 'email', value })),
    { kind: 'scim', value: it.user_name },
    ...(it.external_id ? [{ kind: externalKind('scim'), value: it.external_id }] : []),
  ]
  if (await tombstones.knows(tx, known))
    throw refusal('invalidValue', 'This person was erased here, and is not created again.')
}

type UserStatement = resources.ScimStatement & { user_name: string; resource: JsonObject }

/** What a user says, active unless it says otherwise, with that by which it is found. Throws `invalidValue`. */
function statementOf(resource: JsonObject): UserStatement {
  const { userName, externalId, displayName, emails } = resource
  if (typeof userName !== 'string' || userName.trim() === '')
    throw refusal('invalidValue', 'A user has a userName.')
  const addresses = listed(emails).flatMap((it) => (isObject(it) && it.value ? [it.value] : []))
  const active = isActive(resource)
  return {
    type: 'User',
    external_id: typeof externalId === 'string' ? externalId : null,
    user_name: userName.toLowerCase(),
    display_name: typeof displayName === 'string' ? displayName.toLowerCase() : null,
    emails: addresses.map((it) => String(it).toLowerCase()),
    active,
    resource: { ...resource, active },
  }
}
