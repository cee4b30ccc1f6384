import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import type { Change } from './journal.ts'

/** The names of the roles that there are. */
export async function names(db: Db): Promise<string[]> {
  const rows = await many(
    db,
    sql<{ name: string }>`select r.name from roles r order by r.name collate "C"`,
  )
  return rows.map(({ name }) => name)
}

/** Makes the roles of these names that are not there yet, compared without case. */
export async function ensure(
  tx: Db,
  { entry }: Pick<Change, 'entry'>,
  wanted: readonly string[],
): Promise<void> {
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

/** Gives a user roles, which must be there, by their names; those that groups gave so far are the user's own from now on. */
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
      on conflict (user_id, role_id) do update set granted_in = null, changed_in = excluded.changed_in
      where user_roles.granted_in is not null
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

/** Gives and takes roles in the name of groups of an identity provider; of those that are there, only what groups gave goes. */
export async function turn(
  tx: Db,
  entry: number,
  turns: { user_id: number; role: string; given: boolean }[],
): Promise<void> {
  const rows = sql`
    unnest(
      ${turns.map(({ user_id }) => user_id)}::bigint[], ${turns.map(({ role }) => role)}::text[],
      ${turns.map(({ given }) => given)}::boolean[]
    ) t(user_id, role, given)
    join roles r on lower(r.name) = lower(t.role)
  `
  const given = turns.flatMap(({ role, given }) => (given ? role : []))
  await ensure(tx, { entry }, [...new Set(given)])
  await run(
    tx,
    sql`
      insert into user_roles (user_id, role_id, granted_in, created_in, changed_in)
      select t.user_id, r.id, ${entry}::bigint, ${entry}::bigint, ${entry}::bigint from ${rows} where t.given
      on conflict (user_id, role_id) do nothing
    `,
  )
  await run(
    tx,
    sql`
      delete from user_roles ur
      using (select t.user_id, r.id as role_id from ${rows} where not t.given) g
      where ur.user_id = g.user_id and ur.role_id = g.role_id and ur.granted_in is not null
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

/** Whether role `r` has one of these names. */
function among(roles: readonly string[]) {
  return sql`lower(r.name) = any (${roles.map((name) => name.toLowerCase())}::text[])`
}
