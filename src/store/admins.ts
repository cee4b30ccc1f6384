import { sql } from 'kysely'
import { AppError } from '../errors.ts'
import { type Db, one, run } from './db.ts'
import * as documents from './documents.ts'
import type { Change } from './journal.ts'
import { WORKSPACE_ADMIN } from './sessions.ts'
import * as userRoles from './user-roles.ts'
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
  await userRoles.ensure(tx, by, [WORKSPACE_ADMIN])
  await userRoles.add(tx, by, id, [WORKSPACE_ADMIN])
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

/** What is said when the last Workspace Admin would be lost. */
export const LAST_ADMIN =
  'Nobody would be a Workspace Admin any more. Give the role to somebody else first.'

/**
 * Does what may take the rights of an administrator from people, by a role or by deactivating them. Throws `conflict` if
 * nobody could sign in as a Workspace Admin afterwards where somebody could before; of two such acts at once one is refused.
 */
export async function keepOne<T>(tx: Db, work: () => Promise<T>): Promise<T> {
  const before = await any(tx)
  const done = await work()
  if (before && !(await anyBeside(tx, [])))
    throw new AppError('conflict', LAST_ADMIN, { reason: 'last_admin' })
  return done
}

/**
 * Whether somebody beside these people can sign in as a Workspace Admin; who else asks before this transaction ends waits
 * for it. To be asked last, when all other rows are held.
 */
export async function anyBeside(tx: Db, user_ids: number[]): Promise<boolean> {
  await run(tx, sql`select from roles r where ${IS_ADMIN} for no key update`)
  return any(tx, user_ids)
}

async function any(db: Db, beside: number[] = []): Promise<boolean> {
  const { any } = await one(
    db,
    sql<{ any: boolean }>`
      select exists (${ADMINS} and u.id <> all (${beside}::bigint[])) as any
    `,
  )
  return any
}

/**
 * Refuses the lines of the tables `staged` and `staged_facts` of an import of people that deactivate Workspace Admins, where
 * they would leave none.
 */
export async function refuseStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      with admins as materialized (${ADMINS}),
      leaving as (
        select s.line, s.user_id
        from admins a
        join staged s on s.user_id = a.user_id and s.code is null
        join staged_facts f on f.line = s.line and (f.fact->>'deactivated')::boolean
      )
      update staged s set code = 'last_admin', message = ${LAST_ADMIN}
      from leaving l
      where l.line = s.line
        and not exists (select from admins a where a.user_id not in (select o.user_id from leaving o))
    `,
  )
}

const IS_ADMIN = sql`lower(r.name) = lower(${WORKSPACE_ADMIN})`

const ADMINS = sql`
  select u.id as user_id
  from roles r
  join user_roles ur on ur.role_id = r.id
  join users u on u.id = ur.user_id and u.deleted_at is null
  where ${IS_ADMIN}
`
