import { sql } from 'kysely'
import { type Db, maybeOne, one, run } from './db.ts'
import { hashOf, newSecret } from './secret.ts'

/** The role that may do everything. */
export const WORKSPACE_ADMIN = 'Workspace Admin'

/** Days that a session lasts. */
export const SESSION_DAYS = 14

const LINK_HOURS = 24

/** A person who is signed in. */
export interface Session {
  user_id: number
  name: string
  roles: string[]
  created_at: string
  expires_at: string
}

/** Begins a session of a user and gives its secret. Sessions that have ended are swept away with it. */
export async function begin(tx: Db, user_id: number, now: Date): Promise<string> {
  const secret = newSecret()
  await run(tx, sql`delete from sessions s where s.expires_at <= ${now.toISOString()}::timestamptz`)
  await run(
    tx,
    sql`
      insert into sessions (hash, user_id, created_at, expires_at)
      values (${hashOf(secret)}, ${user_id}, ${now.toISOString()}::timestamptz, ${later(now, 24 * SESSION_DAYS)})
    `,
  )
  return secret
}

/** The session of a secret; undefined when it has ended or its user is deactivated. */
export function find(db: Db, secret: string, now: Date): Promise<Session | undefined> {
  return maybeOne(
    db,
    sql<Session>`
      select s.user_id, u.name, s.created_at, s.expires_at,
        array(
          select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = s.user_id
        ) as roles
      from sessions s
      join users u on u.id = s.user_id and u.deleted_at is null
      where s.hash = ${hashOf(secret)} and s.expires_at > ${now.toISOString()}::timestamptz
    `,
  )
}

/** Ends a session. */
export async function end(db: Db, secret: string): Promise<void> {
  await run(db, sql`delete from sessions s where s.hash = ${hashOf(secret)}`)
}

/** Whether a Workspace Admin is signed in, so that people can be let in from inside. */
export async function anyAdmin(db: Db, now: Date): Promise<boolean> {
  const { any } = await one(
    db,
    sql<{ any: boolean }>`
      select exists (
        select from sessions s
        join users u on u.id = s.user_id and u.deleted_at is null
        join user_roles ur on ur.user_id = u.id
        join roles r on r.id = ur.role_id and lower(r.name) = lower(${WORKSPACE_ADMIN})
        where s.expires_at > ${now.toISOString()}::timestamptz
      ) as any
    `,
  )
  return any
}

/** What a one-time link stands for. */
export interface SignInLink {
  email: string
  /** Using it makes the person of the address a Workspace Admin, whom it creates where missing. */
  first_admin: boolean
}

/** Makes a link for a day and gives its code. There is one for the first administrator at most: the newest. */
export async function createLink(
  tx: Db,
  { email, first_admin }: SignInLink,
  now: Date,
): Promise<{ code: string; expires_at: string }> {
  const code = newSecret()
  if (first_admin) await dropFirst(tx)
  const { expires_at } = await one(
    tx,
    sql<{ expires_at: string }>`
      insert into sign_in_links (hash, email, first_admin, created_at, expires_at)
      values (${hashOf(code)}, ${email}, ${first_admin}, ${now.toISOString()}::timestamptz, ${later(now, LINK_HOURS)})
      returning expires_at
    `,
  )
  return { code, expires_at }
}

/** What the link of a code stands for, once: it is gone after this. Undefined when it was used or has expired. */
export async function takeLink(tx: Db, code: string, now: Date): Promise<SignInLink | undefined> {
  const link = await maybeOne(
    tx,
    sql<SignInLink & { live: boolean }>`
      delete from sign_in_links l
      where l.hash = ${hashOf(code)}
      returning l.email, l.first_admin, l.expires_at > ${now.toISOString()}::timestamptz as live
    `,
  )
  if (!link?.live) return undefined
  if (link.first_admin) await dropFirst(tx)
  return { email: link.email, first_admin: link.first_admin }
}

async function dropFirst(tx: Db): Promise<void> {
  await run(tx, sql`delete from sign_in_links l where l.first_admin`)
}

function later(now: Date, hours: number) {
  return sql`${new Date(now.getTime() + hours * 3_600_000).toISOString()}::timestamptz`
}
