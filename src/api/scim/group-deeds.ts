import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import * as groupRoles from '../../store/group-roles.ts'
import type { Change } from '../../store/journal.ts'
import * as groups from '../../store/scim-groups.ts'
import * as members from '../../store/scim-members.ts'
import * as resources from '../../store/scim-resources.ts'
import * as teams from '../../store/teams.ts'
import { isObject, type JsonObject, listed } from './attribute.ts'
import { type Context, write } from './context.ts'
import { expectVersion, theRow } from './held.ts'
import { isSame } from './is-same.ts'
import { refusal } from './refusal.ts'
import { GROUP } from './schemas.ts'

/** Keeps a new group, which a group here or a team follows: one of the same name, or else a new one. Throws `uniqueness`. */
export function createGroup(context: Context, resource: JsonObject): Promise<resources.ScimRow> {
  const { statement, member_ids } = statementOf(resource)
  return write(context, { action: 'scim.groups.create' }, async (tx, by) => {
    await refuseTwin(tx, statement.display_name)
    const row = await resources.create(tx, by.entry, statement, context.now)
    const follower = await followerOf(tx, by, statement.name)
    await resources.follow(tx, row.id, { user_id: null, ...follower })
    const { people } = await become(tx, by, row, { follower, member_ids })
    await groupRoles.settle(tx, by, people)
    return row
  })
}

/** Lets a group be as this revision makes it, with its members. What changes nothing is no new version. */
export function reviseGroup(
  context: Context,
  { id, action, ifMatch }: { id: string; action: string; ifMatch: string | undefined },
  revise: (resource: JsonObject) => JsonObject,
): Promise<resources.ScimRow> {
  return write(context, { action, object: `scim:${id}` }, async (tx, by) => {
    const row = await theRow(tx, GROUP, id, { lock: true })
    expectVersion(row, ifMatch)
    const ids = await members.ids(tx, row.id)
    const before = { ...row.resource, members: ids.map((value) => ({ value })) } as JsonObject
    const { statement, member_ids } = statementOf(revise(before))
    await refuseTwin(tx, statement.display_name, row.id)
    const follower = await renamed(tx, by, row, statement.name)
    const { changed, people } = await become(tx, by, row, { follower, member_ids })
    if (!changed && isSame(row.resource, statement.resource)) return row
    const next = await resources.update(tx, by.entry, row.id, statement, context.now)
    const isRenamed = row.resource.displayName !== statement.resource.displayName
    const remaining = isRenamed ? await members.peopleOf(tx, member_ids) : []
    await groupRoles.settle(tx, by, [...people, ...remaining])
    return next
  })
}

/** Forgets a group; who followed it by way of the provider leaves what follows it, which stays. */
export function deleteGroup(context: Context, id: string): Promise<void> {
  return write(context, { action: 'scim.groups.delete', object: `scim:${id}` }, async (tx, by) => {
    const row = await theRow(tx, GROUP, id, { lock: true })
    const { people } = await become(tx, by, row, { follower: row, member_ids: [] })
    await resources.forget(tx, row.id)
    await groupRoles.settle(tx, by, people)
  })
}

/**
 * Lets a group have these members and no others, and the people who follow them belong to what follows the group from now
 * on: who comes joins it, who goes leaves what followed it before. Gives whether the members are others than before, and the
 * people who came or went.
 */
async function become(
  tx: Db,
  by: Change,
  row: resources.ScimRow,
  { follower, member_ids }: { follower: groups.Follower; member_ids: string[] },
): Promise<{ changed: boolean; people: number[] }> {
  const held = new Set(await members.ids(tx, row.id))
  const wanted = new Set(member_ids)
  const added = [...wanted].filter((id) => !held.has(id))
  const removed = [...held].filter((id) => !wanted.has(id))
  const stays = row.group_id === follower.group_id && row.team_id === follower.team_id
  await refuseUnknown(tx, added)
  const coming = await members.peopleOf(tx, stays ? added : [...wanted])
  const going = await members.peopleOf(tx, stays ? removed : [...held])
  await members.remove(tx, row.id, removed)
  await members.add(tx, row.id, added)
  if (coming.length + going.length > 0) {
    await documents.touch(tx, [...coming, ...going])
    await groups.leave(tx, by, row, going)
    await groups.join(tx, by, follower, coming)
    await documents.refresh(tx, by.today)
  }
  return { changed: added.length + removed.length > 0, people: [...coming, ...going] }
}

async function refuseUnknown(tx: Db, ids: string[]): Promise<void> {
  const known = await members.known(tx, ids)
  if (ids.some((id) => !known.has(id)))
    throw refusal('invalidValue', 'A member of the group is not the id of a resource.')
}

/** What a group of this name is followed by: a team where its name begins as those of teams do. */
async function followerOf(tx: Db, by: Change, name: string): Promise<groups.Follower> {
  const path = await teamPathOf(tx, name)
  if (path === undefined) return { group_id: await groups.ensure(tx, by, name), team_id: null }
  const ids = await teams.ensure(tx, by, [path])
  return { group_id: null, team_id: ids.get(path) ?? null }
}

async function teamPathOf(tx: Db, name: string): Promise<string | undefined> {
  const prefix = await groups.teamPrefix(tx)
  if (prefix === null || !name.toLowerCase().startsWith(prefix.toLowerCase())) return undefined
  const path = name.slice(prefix.length).trim()
  return path === '' ? undefined : path
}

/**
 * What follows a group when it is called this: the same under a new name, or another one when the group begins or ceases to
 * be a team, or when what followed it is gone.
 */
async function renamed(
  tx: Db,
  by: Change,
  row: resources.ScimRow,
  name: string,
): Promise<groups.Follower> {
  const { group_id, team_id } = row
  const path = await teamPathOf(tx, name)
  const stays = path === undefined ? group_id !== null : team_id !== null
  if (stays && row.resource.displayName !== name)
    await groups.rename(tx, by, row, path?.split(' / ').at(-1)?.trim() ?? name)
  if (stays) return { group_id, team_id }
  const follower = await followerOf(tx, by, name)
  await resources.follow(tx, row.id, { user_id: null, ...follower })
  return follower
}

async function refuseTwin(tx: Db, display_name: string, id?: string): Promise<void> {
  const named = { op: 'is', column: 'display_name', value: display_name } as const
  const [twin] = await resources.page(tx, 'Group', named, { limit: 1 })
  if (twin && twin.id !== id)
    throw refusal('uniqueness', 'There is a group of this displayName already.')
}

interface GroupStatement {
  statement: resources.ScimStatement & { display_name: string; name: string }
  member_ids: string[]
}

/** What a group says, with that by which it is found, and the ids of its members. Throws `invalidValue`. */
function statementOf({ members: all, ...resource }: JsonObject): GroupStatement {
  const { displayName: name, externalId } = resource
  if (typeof name !== 'string' || name.trim() === '')
    throw refusal('invalidValue', 'A group has a displayName.')
  const statement = {
    type: 'Group' as const,
    external_id: typeof externalId === 'string' ? externalId : null,
    user_name: null,
    display_name: name.trim().toLowerCase(),
    emails: [],
    active: true,
    resource,
    name: name.trim(),
  }
  const values = listed(all).map((it) => (isObject(it) ? it.value : it))
  return { statement, member_ids: values.map((it) => String(it).toLowerCase()) }
}
