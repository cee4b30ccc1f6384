import { type RawBuilder, sql } from 'kysely'
import { type Db, many, maybeOne, one, run } from './db.ts'
import { type Condition, where } from './scim-conditions.ts'

/** A resource of an identity provider, and who or what follows it here. */
export interface ScimRow {
  id: string
  position: number
  type: 'User' | 'Group'
  resource: Record<string, unknown>
  user_id: number | null
  group_id: number | null
  team_id: number | null
  version: number
  created_at: string
  changed_at: string
}

/** What a resource says, and by what it is found; names and addresses in lower case. */
export interface ScimStatement {
  type: 'User' | 'Group'
  external_id: string | null
  user_name: string | null
  display_name: string | null
  emails: string[]
  active: boolean
  resource: Record<string, unknown>
}

const ROW = sql`
  r.id, r.position, r.type, r.resource, r.user_id, r.group_id, r.team_id, r.version, r.created_at, r.changed_at
`

/** Keeps a new resource, and gives it. What has the name of another one is a conflict of the database. */
export function create(tx: Db, entry: number, it: ScimStatement, now: Date): Promise<ScimRow> {
  return one(
    tx,
    sql<ScimRow>`
      insert into scim_resources as r (
        type, external_id, user_name, display_name, emails, active, resource, created_at, changed_at, created_in, changed_in
      )
      values (
        ${it.type}, ${it.external_id}, ${it.user_name}, ${it.display_name}, ${it.emails}::text[], ${it.active},
        ${JSON.stringify(it.resource)}::jsonb, ${now.toISOString()}, ${now.toISOString()}, ${entry}, ${entry}
      )
      returning ${ROW}
    `,
  )
}

/** Keeps what a resource says now, as a further version, and gives it. */
export function update(
  tx: Db,
  entry: number,
  id: string,
  it: ScimStatement,
  now: Date,
): Promise<ScimRow> {
  return one(
    tx,
    sql<ScimRow>`
      update scim_resources r
      set external_id = ${it.external_id}, user_name = ${it.user_name}, display_name = ${it.display_name},
        emails = ${it.emails}::text[], former = ${former(it)}, active = ${it.active}, resource = ${JSON.stringify(it.resource)}::jsonb,
        version = r.version + 1, changed_at = ${now.toISOString()}, changed_in = ${entry}
      where r.id = ${id}::uuid
      returning ${ROW}
    `,
  )
}

/** The addresses that `r` has named so far, but for those that it names now. */
function former({ emails, user_name }: ScimStatement): RawBuilder<unknown> {
  return sql`
    (
      select coalesce(array_agg(distinct a.address), '{}')
      from unnest(r.former || r.emails || r.user_name) a(address)
      where a.address <> all (${emails}::text[]) and a.address is distinct from ${user_name}::text
    )
  `
}

/** Notes who or what follows a resource. */
export async function follow(
  tx: Db,
  id: string,
  { user_id, group_id, team_id }: Pick<ScimRow, 'user_id' | 'group_id' | 'team_id'>,
): Promise<void> {
  await run(
    tx,
    sql`
      update scim_resources r
      set user_id = ${user_id}, group_id = ${group_id}, team_id = ${team_id}
      where r.id = ${id}::uuid
    `,
  )
}

/** Forgets a resource, and who belongs to it; people and groups stay. */
export async function forget(tx: Db, id: string): Promise<void> {
  await run(tx, sql`delete from scim_resources r where r.id = ${id}::uuid`)
}

/** The resource of an id; `lock` lets another change of it wait until this one is done. */
export async function info(
  db: Db,
  type: ScimRow['type'],
  id: string,
  { lock = false } = {},
): Promise<ScimRow | undefined> {
  if (!isUuid(id)) return undefined
  return maybeOne(
    db,
    sql<ScimRow>`
      select ${ROW} from scim_resources r
      where r.id = ${id}::uuid and r.type = ${type}
      ${lock ? sql`for update` : sql``}
    `,
  )
}

/** How many resources of a type meet a condition. */
export async function count(db: Db, type: ScimRow['type'], condition: Condition): Promise<number> {
  const { n } = await one(
    db,
    sql<{
      n: number
    }>`select count(*) as n from scim_resources r where r.type = ${type} and ${where(condition)}`,
  )
  return n
}

/** Resources of a type that meet a condition, in the order in which they came: those after a position, and of these some. */
export function page(
  db: Db,
  type: ScimRow['type'],
  condition: Condition,
  { after = 0, offset = 0, limit }: { after?: number; offset?: number; limit: number },
): Promise<ScimRow[]> {
  return many(
    db,
    sql<ScimRow>`
      select ${ROW} from scim_resources r
      where r.type = ${type} and r.position > ${after} and ${where(condition)}
      order by r.position
      limit ${limit} offset ${offset}
    `,
  )
}

/** The address of the person who is meant by a text: the id of a resource or the provider's own id, or an address. */
export async function addressOf(db: Db, text: string): Promise<string | undefined> {
  const found = await maybeOne(
    db,
    sql<{ email: string }>`
      with meant as (
        select r.user_id, 1 as rank from scim_resources r
        where r.id::text = lower(${text}) or r.external_id = ${text} or r.user_name = lower(${text})
        union all
        select k.user_id, 2 from user_keys k where k.kind = 'email' and k.key = lower(${text})
      )
      select u.email
      from meant m
      join users u on u.id = m.user_id
      order by m.rank, u.id
      limit 1
    `,
  )
  return found?.email
}

/** Whether a text may be the id of a resource. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
