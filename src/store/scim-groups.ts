import { sql } from 'kysely'
import { type Db, maybeOne, one, run } from './db.ts'
import { type Change, change } from './journal.ts'
import * as settings from './settings.ts'
import * as teams from './teams.ts'

/** What follows a group of an identity provider: a group, or a team. */
export interface Follower {
  group_id: number | null
  team_id: number | null
}

/** What the name of a group begins with that is a team; null: none is. */
export async function teamPrefix(db: Db): Promise<string | null> {
  return (await settings.read(db)).scim_team_prefix
}

/** The group of a name, compared without case; created where missing. */
export async function ensure(tx: Db, { entry }: Change, name: string): Promise<number> {
  const there = await maybeOne(
    tx,
    sql<{ id: number }>`select g.id from groups g where lower(g.name) = lower(${name})`,
  )
  if (there) return there.id
  const made = await one(
    tx,
    sql<{ id: number }>`
      insert into groups (name, created_in, changed_in) values (${name}, ${entry}, ${entry}) returning id
    `,
  )
  return made.id
}

/** Names what follows anew. The name of another group is a conflict of the database. */
export async function rename(
  tx: Db,
  by: Change,
  { group_id, team_id }: Follower,
  name: string,
): Promise<void> {
  const [table, id] = team_id === null ? ['groups', group_id] : ['teams', team_id]
  await change(tx, by, {
    table: String(table),
    keys: ['id'],
    columns: ['name'],
    wanted: sql`select ${id}::bigint as id, ${name}::text as name`,
  })
}

/** Lets these people be in the group, or from today on in the team. */
export async function join(
  tx: Db,
  by: Change,
  { group_id, team_id }: Follower,
  user_ids: number[],
): Promise<void> {
  if (group_id !== null)
    await run(
      tx,
      sql`
        insert into group_members (group_id, user_id, created_in, changed_in)
        select ${group_id}::bigint, u.id, ${by.entry}::bigint, ${by.entry}::bigint
        from unnest(${user_ids}::bigint[]) u(id)
        on conflict do nothing
      `,
    )
  if (team_id !== null) await moveInto(tx, by, team_id, user_ids)
}

async function moveInto(tx: Db, by: Change, team_id: number, user_ids: number[]): Promise<void> {
  await run(
    tx,
    sql`
      create temp table moves on commit drop as
      select u.id as user_id, ${team_id}::bigint as team_id, ${by.today}::date as day
      from unnest(${user_ids}::bigint[]) u(id)
      where not exists (
        select from team_members m
        where m.user_id = u.id and m.team_id = ${team_id} and m.valid_to = 'infinity'
      )
    `,
  )
  await teams.moveInto(tx, by, null)
  await run(tx, sql`drop table moves`)
}

/** Lets these people be in the group no more, or in the team until today. */
export async function leave(
  tx: Db,
  by: Change,
  { group_id, team_id }: Follower,
  user_ids: number[],
): Promise<void> {
  await run(
    tx,
    sql`
      delete from group_members gm
      where gm.group_id = ${group_id}::bigint and gm.user_id = any (${user_ids}::bigint[])
    `,
  )
  await change(tx, by, {
    table: 'team_members',
    keys: ['id'],
    columns: ['valid_to'],
    wanted: sql`
      select m.id, greatest(m.valid_from, ${by.today}::date) as valid_to
      from team_members m
      where m.team_id = ${team_id}::bigint and m.user_id = any (${user_ids}::bigint[]) and m.valid_to = 'infinity'
    `,
  })
}
