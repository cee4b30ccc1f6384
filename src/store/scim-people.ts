import { sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/** What an identity provider says of a person. */
export interface ScimPerson {
  email: string
  name: string
  /** Further addresses. */
  aliases: string[]
  active: boolean
}

/** Whose an address is. */
export interface Owner {
  key: string
  user_id: number
  /** The resource that the person follows, if any. */
  scim_id: string | null
  /** The resource named this address before and now names another: it may be given to somebody else. */
  former: boolean
}

/** The people of these addresses, which are in lower case. */
export function owners(tx: Db, addresses: string[]): Promise<Owner[]> {
  return many(
    tx,
    sql<Owner>`
      select k.key, k.user_id, r.id as scim_id,
        lower(u.email) <> k.key and coalesce(k.key = any (r.former), false) as former
      from user_keys k
      join users u on u.id = k.user_id
      left join scim_resources r on r.user_id = k.user_id
      where k.kind = 'email' and k.key = any (${addresses}::text[])
    `,
  )
}

/** Creates the user of an address, of whom `set` says the rest, and gives the id. */
export async function create(tx: Db, { entry }: Change, email: string): Promise<number> {
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into users (email, name, created_in, changed_in)
      values (${email}, ${email.split('@')[0]}, ${entry}, ${entry})
      returning id
    `,
  )
  return id
}

/**
 * Sets what the provider says of a user, whose other addresses stay, the main one so far among them, but for those in
 * `dropped` and those of somebody else. Who is deactivated keeps everything, and the instant when it happened.
 */
export async function set(
  tx: Db,
  by: Change,
  id: number,
  { email, name, aliases, active }: ScimPerson,
  { dropped, now }: { dropped: string[]; now: Date },
): Promise<void> {
  await change(tx, by, {
    table: 'users',
    keys: ['id'],
    columns: ['email', 'name', 'aliases', 'deleted_at'],
    wanted: sql`
      select u.id, ${email}::text as email, ${name}::text as name,
        (
          select coalesce(array_agg(a.alias order by a.alias), '{}')
          from (
            select distinct on (lower(x.alias)) x.alias
            from (
              select unnest(${aliases}::text[]) as alias, 1 as rank
              union all
              select u.email, 2
              union all
              select y.alias, 3 from unnest(u.aliases) y(alias) where lower(y.alias) <> all (${dropped}::text[])
            ) x
            where lower(x.alias) <> lower(${email}::text) and not exists (
              select from user_keys k
              where k.kind = 'email' and k.key = lower(x.alias) and k.user_id <> u.id
            )
            order by lower(x.alias), x.rank
          ) a
        ) as aliases,
        case when ${active} then null else coalesce(u.deleted_at, ${now.toISOString()}::timestamptz) end as deleted_at
      from users u
      where u.id = ${id}
    `,
  })
}

/** Takes former addresses from those who had them, so that others can have them. */
export async function release(
  tx: Db,
  by: Change,
  addresses: string[],
  from: number[],
): Promise<void> {
  await change(tx, by, {
    table: 'users',
    keys: ['id'],
    columns: ['aliases'],
    wanted: sql`
      select u.id, (
        select coalesce(array_agg(a.alias order by a.alias), '{}')
        from unnest(u.aliases) a(alias)
        where lower(a.alias) <> all (${addresses}::text[])
      ) as aliases
      from users u
      where u.id = any (${from}::bigint[])
    `,
  })
  await run(
    tx,
    sql`
      delete from user_keys k
      where k.kind = 'email' and k.key = any (${addresses}::text[]) and k.user_id = any (${from}::bigint[])
    `,
  )
}

/** Deactivates a user: nothing else changes. */
export async function deactivate(tx: Db, by: Change, id: number, now: Date): Promise<void> {
  await change(tx, by, {
    table: 'users',
    keys: ['id'],
    columns: ['deleted_at'],
    wanted: sql`
      select u.id, coalesce(u.deleted_at, ${now.toISOString()}::timestamptz) as deleted_at
      from users u
      where u.id = ${id}
    `,
  })
}
