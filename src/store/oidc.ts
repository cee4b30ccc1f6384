import { sql } from 'kysely'
import { type Db, maybeOne, run } from './db.ts'
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

/** The groups of a person, as a provider tells them at a sign-in. */
export interface ToldGroups {
  groups: string[]
  /** Whether the group whose members are administrators is one of them. */
  administrator: boolean
}

/** Keeps the groups that the provider of this issuer tells of a user; what other providers told before counts no more. */
export async function tellGroups(
  tx: Db,
  issuer: string,
  user_id: number,
  { groups, administrator }: ToldGroups,
): Promise<void> {
  const names = [...new Set(groups.map((name) => name.toLowerCase()))]
  await run(
    tx,
    sql`
      update oidc_subjects o
      set groups = case when o.issuer = ${issuer} then ${names}::text[] else '{}' end,
        administrator = o.issuer = ${issuer} and ${administrator}
      where o.user_id = ${user_id}
    `,
  )
}
