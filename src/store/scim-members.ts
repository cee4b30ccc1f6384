import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import { isUuid } from './scim-resources.ts'

/** A member of a group, or a group of a member, with the name that its resource has. */
export interface Membership {
  group_id: string
  member_id: string
  /** Of the one that is asked for: the member of a group, or the group of a member. */
  type: 'User' | 'Group'
  display: string | null
}

/** The members of these groups, in the order in which they came. */
export function ofGroups(db: Db, ids: string[]): Promise<Membership[]> {
  return many(
    db,
    sql<Membership>`
      select m.group_id, m.member_id, r.type, coalesce(r.resource->>'displayName', r.resource->>'userName') as display
      from scim_members m
      join scim_resources r on r.id = m.member_id
      where m.group_id = any (${ids}::uuid[])
      order by m.group_id, r.position
    `,
  )
}

/** The groups to which these belong. */
export function ofMembers(db: Db, ids: string[]): Promise<Membership[]> {
  return many(
    db,
    sql<Membership>`
      select m.group_id, m.member_id, g.type, g.resource->>'displayName' as display
      from scim_members m
      join scim_resources g on g.id = m.group_id
      where m.member_id = any (${ids}::uuid[])
      order by m.member_id, g.position
    `,
  )
}

/** The ids of the members of a group. */
export async function ids(db: Db, group_id: string): Promise<string[]> {
  const rows = await many(
    db,
    sql<{
      member_id: string
    }>`select m.member_id from scim_members m where m.group_id = ${group_id}::uuid`,
  )
  return rows.map(({ member_id }) => member_id)
}

/** Which of these texts are ids of resources, in lower case. */
export async function known(db: Db, texts: string[]): Promise<Set<string>> {
  const rows = await many(
    db,
    sql<{ id: string }>`
      select r.id from scim_resources r where r.id = any (${texts.filter(isUuid)}::uuid[])
    `,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Adds members to a group. */
export async function add(tx: Db, group_id: string, member_ids: string[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into scim_members (group_id, member_id)
      select ${group_id}::uuid, m.id from unnest(${member_ids}::uuid[]) m(id)
      on conflict do nothing
    `,
  )
}

/** Takes members out of a group. */
export async function remove(tx: Db, group_id: string, member_ids: string[]): Promise<void> {
  await run(
    tx,
    sql`
      delete from scim_members m
      where m.group_id = ${group_id}::uuid and m.member_id = any (${member_ids}::uuid[])
    `,
  )
}

/** The people who follow these resources. */
export async function peopleOf(db: Db, member_ids: string[]): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ user_id: number }>`
      select r.user_id from scim_resources r
      where r.id = any (${member_ids}::uuid[]) and r.user_id is not null
      order by r.user_id
    `,
  )
  return rows.map(({ user_id }) => user_id)
}

/** What follows the groups to which a resource belongs. */
export function followersOf(
  db: Db,
  member_id: string,
): Promise<{ group_id: number | null; team_id: number | null }[]> {
  return many(
    db,
    sql`
      select g.group_id, g.team_id
      from scim_members m
      join scim_resources g on g.id = m.group_id
      where m.member_id = ${member_id}::uuid
      order by g.position
    `,
  )
}
