import { sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import type { Change } from './journal.ts'
import { WORKSPACE_ADMIN } from './sessions.ts'

/** The names of the roles that there are. */
export async function names(db: Db): Promise<string[]> {
  const rows = await many(
    db,
    sql<{ name: string }>`select r.name from roles r order by r.name collate "C"`,
  )
  return rows.map(({ name }) => name)
}

/** Makes the roles of these names that are not there yet, compared without case. */
export async function ensure(tx: Db, { entry }: Change, wanted: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into roles (name, created_in, changed_in)
      select w.name, ${entry}::bigint, ${entry}::bigint
      from unnest(${wanted}::text[]) w(name)
      on conflict (lower(name)) do nothing
    `,
  )
}

/** Gives a user roles, which must be there, by their names. */
export async function add(
  tx: Db,
  { entry }: Change,
  user_id: number,
  roles: readonly string[],
): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_roles (user_id, role_id, created_in, changed_in)
      select ${user_id}::bigint, r.id, ${entry}::bigint, ${entry}::bigint
      from roles r
      where ${among(roles)}
      on conflict (user_id, role_id) do nothing
    `,
  )
}

/** Takes roles away from a user, by their names. */
export async function remove(tx: Db, user_id: number, roles: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`
      delete from user_roles ur
      using roles r
      where r.id = ur.role_id and ur.user_id = ${user_id} and ${among(roles)}
    `,
  )
}

/** The roles of a user, in order of name. */
export function ofUser(db: Db, user_id: number): Promise<{ name: string; description: string }[]> {
  return many(
    db,
    sql`
      select r.name, r.description
      from user_roles ur
      join roles r on r.id = ur.role_id
      where ur.user_id = ${user_id}
      order by r.name collate "C"
    `,
  )
}

/** Whether anybody who can sign in is a Workspace Admin; who else asks before this transaction ends waits for it. */
export async function anyAdmin(tx: Db): Promise<boolean> {
  const admin = sql`lower(r.name) = lower(${WORKSPACE_ADMIN})`
  await run(tx, sql`select from roles r where ${admin} for no key update`)
  const { any } = await one(
    tx,
    sql<{ any: boolean }>`
      select exists (
        select from user_roles ur
        join roles r on r.id = ur.role_id and ${admin}
        join users u on u.id = ur.user_id and u.deleted_at is null
      ) as any
    `,
  )
  return any
}

/** Whether role `r` has one of these names. */
function among(roles: readonly string[]) {
  return sql`lower(r.name) = any (${roles.map((name) => name.toLowerCase())}::text[])`
}
