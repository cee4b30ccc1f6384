import { sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'
import { hashOf, newSecret } from './secret.ts'

/** A token as lists show it; the secret itself is kept nowhere. */
export interface TokenRow {
  id: number
  kind: 'organization' | 'personal'
  name: string
  scopes: string[]
  /** Whose personal token it is; null for one of the organisation. */
  user_id: number | null
  email: string | null
  created_at: string
  expires_at: string | null
  revoked_at: string | null
  /** Start of the minute in which it was last used. */
  last_used_at: string | null
}

export type NewToken = Pick<TokenRow, 'kind' | 'name' | 'scopes' | 'user_id' | 'expires_at'>

/** Creates a token and gives its id and its secret, which cannot be had again. */
export async function create(
  tx: Db,
  entry: number,
  { kind, name, scopes, user_id, expires_at }: NewToken,
): Promise<{ id: number; secret: string }> {
  const secret = newSecret('facet_')
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into tokens (hash, kind, name, scopes, user_id, expires_at, created_in, changed_in)
      values (${hashOf(secret)}, ${kind}, ${name}, ${scopes}::text[], ${user_id}, ${expires_at}::timestamptz,
        ${entry}, ${entry})
      returning id
    `,
  )
  return { id, secret }
}

/** The tokens that there are or were, the newest first; those of one user, or all when none is given. */
export function list(db: Db, { user_id }: { user_id?: number }): Promise<TokenRow[]> {
  return many(
    db,
    sql<TokenRow>`
      ${SELECT}
      where ${user_id ?? null}::bigint is null or t.user_id = ${user_id ?? null}::bigint
      order by t.id desc
    `,
  )
}

/** One token. */
export function info(db: Db, id: number): Promise<TokenRow | undefined> {
  return maybeOne(db, sql<TokenRow>`${SELECT} where t.id = ${id}`)
}

const SELECT = sql`
  select t.id, t.kind, t.name, t.scopes, t.user_id, u.email, t.created_at, t.expires_at, t.revoked_at, t.last_used_at
  from tokens t
  left join users u on u.id = t.user_id
`

/** Ends a token; one that has ended stays as it is. */
export async function revoke(tx: Db, entry: number, id: number, now: Date): Promise<void> {
  await run(
    tx,
    sql`
      update tokens set revoked_at = ${now.toISOString()}::timestamptz, changed_in = ${entry}
      where id = ${id} and revoked_at is null
    `,
  )
}

/** A token that holds, with the roles of its user. */
export type Bearer = Pick<
  TokenRow,
  'id' | 'kind' | 'name' | 'scopes' | 'user_id' | 'created_at' | 'expires_at'
> & { roles: string[] }

/**
 * The token of a secret, noted as used in this minute. Undefined for one that is unknown, expired or revoked, or whose
 * user is deactivated.
 */
export async function use(db: Db, secret: string, now: Date): Promise<Bearer | undefined> {
  const at = now.toISOString()
  const token = await maybeOne(
    db,
    sql<Bearer & { stale: boolean }>`
      select t.id, t.kind, t.name, t.scopes, t.user_id, t.created_at, t.expires_at,
        array(
          select r.name from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = t.user_id
        ) as roles,
        coalesce(t.last_used_at < date_trunc('minute', ${at}::timestamptz), true) as stale
      from tokens t
      left join users u on u.id = t.user_id
      where t.hash = ${hashOf(secret)} and t.revoked_at is null and u.deleted_at is null
        and (t.expires_at is null or t.expires_at > ${at}::timestamptz)
    `,
  )
  if (!token) return undefined
  const { stale, ...bearer } = token
  if (stale)
    await run(
      db,
      sql`update tokens set last_used_at = date_trunc('minute', ${at}::timestamptz) where id = ${bearer.id}`,
    )
  return bearer
}
