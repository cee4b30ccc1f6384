import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import * as documents from './documents.ts'
import type { Change } from './journal.ts'
import { WORKSPACE_ADMIN } from './sessions.ts'
import * as users from './users.ts'

/**
 * Makes a Workspace Admin of the person of this address, whom it creates where nobody has it: as somebody who is not said
 * to write code. Gives the id of the user; undefined for a person who is deactivated.
 */
export async function makeAdmin(
  tx: Db,
  by: Change,
  { email, name }: { email: string; name: string },
): Promise<number | undefined> {
  const known = await users.findBy(tx, 'email', email)
  if (known?.deleted_at) return undefined
  const id = known?.id ?? (await create(tx, by, email, name))
  await grant(tx, by, id)
  await documents.touch(tx, [id])
  await users.refreshKeys(tx)
  await documents.refresh(tx, by.today)
  return id
}

async function create(tx: Db, { entry }: Change, email: string, name: string): Promise<number> {
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into users (email, name, writes_code, created_in, changed_in)
      values (${email}, ${name}, false, ${entry}, ${entry})
      returning id
    `,
  )
  return id
}

async function grant(tx: Db, { entry }: Change, user_id: number): Promise<void> {
  await run(
    tx,
    sql`
      insert into roles (name, created_in, changed_in) values (${WORKSPACE_ADMIN}, ${entry}, ${entry})
      on conflict (lower(name)) do nothing
    `,
  )
  await run(
    tx,
    sql`
      insert into user_roles (user_id, role_id, created_in, changed_in)
      select ${user_id}::bigint, r.id, ${entry}::bigint, ${entry}::bigint
      from roles r
      where lower(r.name) = lower(${WORKSPACE_ADMIN})
      on conflict (user_id, role_id) do nothing
    `,
  )
}
