import { sql } from 'kysely'
import { type Db, maybeOne, one, run } from './db.ts'
import { WORKSPACE_ADMIN } from './sessions.ts'
import type { UserRow } from './users.ts'

/** What an identity provider calls a person. */
export interface Subject {
  issuer: string
  subject: string
}

/** The user whom a provider knows by this name; undefined before the first sign-in. */
export function userOf(db: Db, { issuer, subject }: Subject): Promise<UserRow | undefined> {
  return maybeOne(
    db,
    sql<UserRow>`
      select u.*
      from oidc_subjects o
      join users u on u.id = o.user_id
      where o.issuer = ${issuer} and o.subject = ${subject}
    `,
  )
}

/** Keeps what a provider calls a user, in place of what it called them before. */
export async function link(
  tx: Db,
  { issuer, subject }: Subject,
  user_id: number,
  now: Date,
): Promise<void> {
  await run(
    tx,
    sql`
      insert into oidc_subjects (issuer, user_id, subject, linked_at)
      values (${issuer}, ${user_id}, ${subject}, ${now.toISOString()}::timestamptz)
      on conflict (issuer, user_id) do update set subject = excluded.subject, linked_at = excluded.linked_at
    `,
  )
}

/** Where a person has the role of an administrator from: the provider, somebody or something else, or not at all. */
export type Administrator = 'by_provider' | 'otherwise' | 'not'

/** Whether a user is an administrator, and whether the provider of this issuer made them one. */
export async function administrator(
  db: Db,
  issuer: string,
  user_id: number,
): Promise<Administrator> {
  const { is } = await one(
    db,
    sql<{ is: Administrator }>`
      select coalesce(max(case when ur.created_in = o.admin_entry then 'by_provider' else 'otherwise' end), 'not') as is
      from user_roles ur
      join roles r on r.id = ur.role_id and lower(r.name) = lower(${WORKSPACE_ADMIN})
      left join oidc_subjects o on o.user_id = ur.user_id and o.issuer = ${issuer}
      where ur.user_id = ${user_id}
    `,
  )
  return is
}

/** Notes the entry of the audit log under which the provider made a user an administrator. */
export async function noteAdmin(
  tx: Db,
  issuer: string,
  user_id: number,
  entry: number,
): Promise<void> {
  await run(
    tx,
    sql`
      update oidc_subjects o set admin_entry = ${entry}
      where o.issuer = ${issuer} and o.user_id = ${user_id}
    `,
  )
}

/** Takes away the role of an administrator that the provider gave. The caller refreshes the documents of the user. */
export async function takeAdmin(tx: Db, issuer: string, user_id: number): Promise<void> {
  await run(
    tx,
    sql`
      delete from user_roles ur
      using oidc_subjects o, roles r
      where o.issuer = ${issuer} and o.user_id = ${user_id} and ur.user_id = o.user_id
        and ur.created_in = o.admin_entry and r.id = ur.role_id and lower(r.name) = lower(${WORKSPACE_ADMIN})
    `,
  )
  await run(
    tx,
    sql`
      update oidc_subjects o set admin_entry = null
      where o.issuer = ${issuer} and o.user_id = ${user_id}
    `,
  )
}
