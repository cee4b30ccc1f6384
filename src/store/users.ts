import { type RawBuilder, sql } from 'kysely'
import { type Db, many, maybeOne, run } from './db.ts'
import { type Change, change } from './journal.ts'

/** A row of users, as the table has it. */
export interface UserRow {
  id: number
  email: string
  name: string
  aliases: string[]
  start_date: string | null
  end_date: string | null
  time_zone: string | null
  github_username: string | null
  additional_github_username: string | null
  gitlab_username: string | null
  coder_username: string | null
  sso_email: string | null
  ai_light_adoption_date: string | null
  ai_moderate_adoption_date: string | null
  ai_heavy_adoption_date: string | null
  protected: boolean
  exclude_from_snapshots: boolean
  writes_code: boolean | null
  deleted_at: string | null
}

/** What a person may be known by; each value belongs to one person at most. */
export type KeyKind = 'email' | 'github' | 'gitlab' | 'coder'

/** The user known by a key, compared without case. */
export function findBy(db: Db, kind: KeyKind, key: string): Promise<UserRow | undefined> {
  return maybeOne(
    db,
    sql<UserRow>`
      select u.*
      from user_keys k
      join users u on u.id = k.user_id
      where k.kind = ${kind} and k.key = ${key.toLowerCase()}
    `,
  )
}

/** The user of an id. */
export function info(db: Db, id: number): Promise<UserRow | undefined> {
  return maybeOne(db, sql<UserRow>`select u.* from users u where u.id = ${id}`)
}

const PROPERTIES = [
  'start_date',
  'end_date',
  'time_zone',
  'github_username',
  'additional_github_username',
  'gitlab_username',
  'coder_username',
  'sso_email',
  'ai_light_adoption_date',
  'ai_moderate_adoption_date',
  'ai_heavy_adoption_date',
  'protected',
  'exclude_from_snapshots',
  'writes_code',
] as const
export type Properties = Partial<Pick<UserRow, (typeof PROPERTIES)[number]>>

/** Sets properties of one user: what is undefined stays, null clears. The caller refreshes keys and documents. */
export function update(
  tx: Db,
  by: Change,
  id: number,
  properties: Properties,
): Promise<{ id: number }[]> {
  const columns = PROPERTIES.filter((name) => properties[name] !== undefined)
  if (columns.length === 0) return Promise.resolve([])
  const values = sql.join([
    sql`${id}::bigint as id`,
    ...columns.map(
      (name) => sql`${properties[name] ?? null}::${TYPE[name] ?? sql`text`} as ${sql.ref(name)}`,
    ),
  ])
  return change(tx, by, { table: 'users', keys: ['id'], columns, wanted: sql`select ${values}` })
}

const TYPE: Partial<Record<(typeof PROPERTIES)[number], ReturnType<typeof sql>>> = {
  start_date: sql`date`,
  end_date: sql`date`,
  ai_light_adoption_date: sql`date`,
  ai_moderate_adoption_date: sql`date`,
  ai_heavy_adoption_date: sql`date`,
  protected: sql`boolean`,
  exclude_from_snapshots: sql`boolean`,
  writes_code: sql`boolean`,
}

/** Makes the keys of the users in the table `touched` what they should be. A key of somebody else is a conflict of the database. */
export async function refreshKeys(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      create temp table wanted_keys on commit drop as
      ${keysOf(sql`exists (${known})`)}
    `,
  )
  await run(tx, sql`analyze wanted_keys`)
  await run(
    tx,
    sql`
      delete from user_keys k
      using touched t
      where k.user_id = t.user_id and not exists (
        select from wanted_keys w where w.kind = k.kind and w.key = k.key and w.user_id = k.user_id
      )
    `,
  )
  await run(
    tx,
    sql`
      insert into user_keys (kind, key, user_id)
      select w.kind, w.key, w.user_id
      from wanted_keys w
      where not exists (
        select from user_keys k where k.kind = w.kind and k.key = w.key and k.user_id = w.user_id
      )
      order by w.kind, w.key
    `,
  )
  await run(tx, sql`drop table wanted_keys`)
  // nothing to compare for those who had none, who are most of those in a first file
  await run(
    tx,
    sql`insert into user_keys (kind, key, user_id) ${keysOf(sql`not exists (${known})`)}`,
  )
}

const known = sql`select from user_keys k where k.user_id = u.id`

/** The keys of the users `u` in the table `touched` for whom this holds, each once. */
function keysOf(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select 'email' as kind, lower(u.email) as key, u.id as user_id
    from touched t
    join users u on u.id = t.user_id
    where ${condition}
    union all
    select distinct k.kind, k.key, u.id
    from touched t
    join users u on u.id = t.user_id
    cross join lateral (
      values
        ('github', lower(u.github_username)), ('github', lower(u.additional_github_username)),
        ('gitlab', lower(u.gitlab_username)), ('coder', lower(u.coder_username))
      union all
      select 'email', nullif(lower(a), lower(u.email)) from unnest(u.aliases) a
    ) k(kind, key)
    where ${condition} and k.key <> ''
      and (coalesce(u.github_username, u.additional_github_username, u.gitlab_username, u.coder_username) <> '' or u.aliases <> '{}')
    order by 1, 2
  `
}

/** E-mail addresses and names of users by id, for lists of people that a person may see. */
export function named(
  db: Db,
  ids: number[],
): Promise<{ id: number; name: string; email: string }[]> {
  return many(
    db,
    sql`select u.id, u.name, u.email from users u where u.id = any (${ids}::bigint[]) order by u.id`,
  )
}
