import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'

/** A user of an address. */
export interface Addressee {
  /** The address, in lower case. */
  email: string
  user_id: number
  /** Whether it is the main one. */
  main: boolean
  deactivated: boolean
}

/** The users of these addresses, main ones and others, compared without case. */
export function addressees(db: Db, emails: string[]): Promise<Addressee[]> {
  return many(
    db,
    sql<Addressee>`
      select k.key as email, u.id as user_id, lower(u.email) = k.key as main, u.deleted_at is not null as deactivated
      from user_keys k
      join users u on u.id = k.user_id
      where k.kind = 'email' and k.key = any (${emails.map((email) => email.toLowerCase())}::text[])
      order by u.id, lower(u.email) = k.key desc, k.key
    `,
  )
}

/** What a user has for an attribute on a day, and the hash of what a source took over last; null: nothing yet. */
export interface Standing {
  user_id: number
  attribute_id: number
  /** In the order of their characters; none when the user has no value. */
  values: string[]
  hash: string | null
}

interface Question {
  source: string
  attribute_ids: number[]
  day: string
}

/** How each of these users stands with each of these attributes; a pair without a value and without a hash is left out. */
export function standings(
  db: Db,
  { source, attribute_ids, day }: Question,
  user_ids: number[],
): Promise<Standing[]> {
  return many(
    db,
    sql<Standing>`
      with held as (
        select ua.user_id, ua.attribute_id, array_agg(distinct ua.value collate "C") as values
        from user_attributes ua
        where ua.attribute_id = any (${attribute_ids}::bigint[]) and ua.user_id = any (${user_ids}::bigint[])
          and ua.valid_from <= ${day}::date and ua.valid_to > ${day}::date
        group by ua.user_id, ua.attribute_id
      ),
      pushed as (
        select p.user_id, p.attribute_id, p.hash
        from pushed_values p
        where p.source = ${source} and p.attribute_id = any (${attribute_ids}::bigint[])
          and p.user_id = any (${user_ids}::bigint[])
      )
      select user_id, attribute_id, coalesce(h.values, '{}') as values, p.hash
      from held h
      full join pushed p using (user_id, attribute_id)
      order by user_id, attribute_id
    `,
  )
}

/** The main addresses of those who have a value of one of these attributes on a day, deactivated people left out. */
export async function holders(
  db: Db,
  { attribute_ids, day }: Omit<Question, 'source'>,
): Promise<{ user_id: number; email: string }[]> {
  return many(
    db,
    sql`
      select u.id as user_id, u.email
      from users u
      where u.deleted_at is null and exists (
        select from user_attributes ua
        where ua.user_id = u.id and ua.attribute_id = any (${attribute_ids}::bigint[])
          and ua.valid_from <= ${day}::date and ua.valid_to > ${day}::date
      )
      order by u.id
    `,
  )
}

/** Remembers what a source has now of users and attributes, each pair once; of a user who has gone meanwhile, nothing. */
export async function remember(
  db: Db,
  { source, entry }: { source: string; entry: number },
  taken: { user_id: number; attribute_id: number; hash: string }[],
): Promise<void> {
  if (taken.length === 0) return
  await run(
    db,
    sql`
      insert into pushed_values (user_id, attribute_id, source, hash, pushed_in)
      select t.user_id, t.attribute_id, ${source}, t.hash, ${entry}::bigint
      from unnest(
        ${taken.map((it) => it.user_id)}::bigint[], ${taken.map((it) => it.attribute_id)}::bigint[],
        ${taken.map((it) => it.hash)}::text[]
      ) as t(user_id, attribute_id, hash)
      join users u on u.id = t.user_id
      join attributes a on a.id = t.attribute_id
      on conflict (user_id, attribute_id, source) do update
        set hash = excluded.hash, pushed_in = excluded.pushed_in
    `,
  )
}
