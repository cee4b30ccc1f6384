import { type RawBuilder, sql } from 'kysely'
import { type Db, one, run } from './db.ts'

/** Ids in a bucket. */
export const BUCKET = 64

/**
 * Fills the table `touched` with the users whose directory entry an act has changed: the users themselves, their values,
 * teams, roles and groups, and the leads of teams.
 */
export async function collectTouched(tx: Db, entry: number): Promise<void> {
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select u.id as user_id from users u where u.changed_in = ${entry}
      union
      select ua.user_id
      from user_attributes ua
      where (ua.changed_in = ${entry} or ua.created_in = ${entry})
        and not exists (select from users n where n.id = ua.user_id and n.created_in = ${entry})
      union
      select tm.user_id from team_members tm where tm.changed_in = ${entry}
      union
      select ur.user_id from user_roles ur where ur.changed_in = ${entry}
      union
      select gm.user_id from group_members gm where gm.changed_in = ${entry}
      union
      select t.lead_id from teams t where t.changed_in = ${entry} and t.lead_id is not null
    `,
  )
  await run(tx, sql`analyze touched`)
}

/**
 * Fills the table `touched` with these users, for an act that knows whom it concerns. Another such act on one of them waits
 * until this one is done, so to be called before anything is read of them.
 */
export async function touch(tx: Db, user_ids: number[]): Promise<void> {
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select u.id as user_id from users u where u.id = any (${user_ids}::bigint[]) order by u.id for update
    `,
  )
}

/** Makes the documents of these users anew, beside whatever the act has touched so far. */
export async function remake(tx: Db, user_ids: number[], today: string): Promise<void> {
  await run(tx, sql`drop table if exists pg_temp.touched`)
  await touch(tx, user_ids)
  await refresh(tx, today)
}

/** The day for which the documents were last made as a whole; null: never. */
export async function madeFor(db: Db): Promise<string | null> {
  return (await one(db, sql<{ day: string | null }>`select v.day from document_version v`)).day
}

/**
 * Makes the documents anew of those of whom a value or a membership begins or ends on a day since the one for which they were
 * last made as a whole, and makes that day today. Gives how many there are.
 */
export async function turnTo(tx: Db, today: string): Promise<number> {
  const [since, until] = [
    sql`(select least(coalesce(v.day, '-infinity'), ${today}::date) from document_version v)`,
    sql`(select greatest(v.day, ${today}::date) from document_version v)`,
  ]
  const turns = (at: RawBuilder<unknown>) => sql`${at} > ${since} and ${at} <= ${until}`
  await run(
    tx,
    sql`
      create temp table touched on commit drop as
      select ua.user_id
      from user_attributes ua
      where ua.valid_from < ua.valid_to and (${turns(sql`ua.valid_from`)} or ${turns(sql`ua.valid_to`)})
      union
      select tm.user_id
      from team_members tm
      where tm.valid_from < tm.valid_to and (${turns(sql`tm.valid_from`)} or ${turns(sql`tm.valid_to`)})
    `,
  )
  await run(tx, sql`analyze touched`)
  const { users } = await one(tx, sql<{ users: number }>`select count(*) as users from touched`)
  if (users > 0) await refresh(tx, today)
  await run(tx, sql`update document_version set day = ${today}::date`)
  return users
}

/** Makes the documents of the users in the table `touched` anew, and the counts of their buckets. */
export async function refresh(tx: Db, today: string): Promise<void> {
  const day = sql`${today}::date`
  await run(
    tx,
    sql`
      with ${valued(day)},
      ${roled},
      made as materialized (
        select u.id as user_id, ${listed(day)} as listed, ${json(sql`v.public`)} as public,
          case when exists (select from attributes a where a.privileged) then ${json(sql`v.privileged`)} end as privileged
        from touched t
        join users u on u.id = t.user_id
        left join valued v on v.user_id = u.id
        left join roled r on r.user_id = u.id
      )
      merge into user_documents d
      using made m on d.user_id = m.user_id
      when matched and (d.listed, d.public, d.privileged) is distinct from (m.listed, m.public, m.privileged) then
        update set listed = m.listed, public = m.public, privileged = m.privileged
      when not matched then
        insert (user_id, listed, public, privileged) values (m.user_id, m.listed, m.public, m.privileged)
    `,
  )
  await recount(tx)
}

/**
 * The values that hold on a day as JSON, in the order of the attributes and their options: those for all, and all. The text
 * of a value is made once, not once a user.
 */
function valued(day: RawBuilder<unknown>): RawBuilder<unknown> {
  // the condition stands inside: an aggregate with a filter is not given its rows in order but sorts them group by group
  const pairs = (shown: RawBuilder<unknown>) =>
    sql`string_agg(case when ${shown} then p.json end, ',' order by p.place)`
  return sql`
    held as materialized (
      select ua.user_id, ua.attribute_id, ua.value
      from touched t
      join user_attributes ua on ua.user_id = t.user_id
      where ua.valid_from <= ${day} and ua.valid_to > ${day}
    ),
    pairs as materialized (
      select h.attribute_id, h.value, a.privileged, a.hidden,
        '{"name":' || to_json(a.name) || ',"value":' || to_json(h.value) || '}' as json,
        row_number() over (order by a.position, a.id, o.position, h.value collate "C") as place
      from (select distinct held.attribute_id, held.value from held) h
      join attributes a on a.id = h.attribute_id
      left join attribute_options o on o.attribute_id = a.id and o.value = h.value
    ),
    valued as (
      select h.user_id, ${pairs(sql`not p.hidden and not p.privileged`)} as public,
        ${pairs(sql`not p.hidden and (select exists (select from attributes a where a.privileged))`)} as privileged
      from held h
      join pairs p on p.attribute_id = h.attribute_id and p.value = h.value
      group by h.user_id
    )
  `
}

/** The roles as JSON, and whether there is one beside the persona that everybody has. */
const roled = sql`
  roled as (
    select ur.user_id, bool_or(r.name <> 'Contributor') as special,
      string_agg('{"name":' || to_json(r.name) || ',"description":' || to_json(r.description) || '}', ','
        order by r.name collate "C") as roles
    from touched t
    join user_roles ur on ur.user_id = t.user_id
    join roles r on r.id = ur.role_id
    group by ur.user_id
  )
`

/** User `u` as DX's users.list has it, with these attributes: the documented fields in the documented order. */
function json(attributes: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    '{"id":"' || rtrim(encode(convert_to(u.id::text, 'UTF8'), 'base64'), '=')
      || '","name":' || to_json(u.name)
      || ',"email":' || to_json(u.email)
      || ',"github_username":' || coalesce(to_json(u.github_username)::text, 'null')
      || ',"gitlab_username":' || coalesce(to_json(u.gitlab_username)::text, 'null')
      || ',"additional_github_username":' || coalesce(to_json(u.additional_github_username)::text, 'null')
      || ',"attributes":[' || coalesce(${attributes}, '')
      || '],"deleted_at":'
      || coalesce(to_json(to_char(u.deleted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text, 'null')
      || ',"roles":[' || coalesce(r.roles, '') || ']}'
  `
}

/**
 * Whether DX would list user `u`: a role, a non-default property (a custom value is one), a team led or belonged to, a
 * group, or an entity owned.
 */
function listed(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    (
      u.start_date is not null
      or u.github_username is not null
      or u.additional_github_username is not null
      or u.gitlab_username is not null
      or u.ai_light_adoption_date is not null
      or u.ai_moderate_adoption_date is not null
      or u.ai_heavy_adoption_date is not null
      or u.exclude_from_snapshots
      or u.protected
      or v.user_id is not null
      or coalesce(r.special, false)
      or exists (
        select from team_members tm
        where tm.user_id = u.id and tm.valid_from <= ${day} and tm.valid_to > ${day}
      )
      or exists (select from teams t where t.lead_id = u.id and t.deleted_at is null)
      or exists (select from group_members gm where gm.user_id = u.id)
      or exists (select from groups g where g.owner_id = u.id)
      or exists (select from entity_owners eo where eo.user_id = u.id)
    )
  `
}

/** Counts the buckets of the users in the table `touched` anew; users that are gone included. */
export async function recount(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      with buckets as materialized (select distinct t.user_id / ${sql.lit(BUCKET)} as bucket from touched t),
      counted as (
        select b.bucket, count(d.user_id) filter (where d.listed) as users
        from buckets b
        left join user_documents d
          on d.user_id >= b.bucket * ${sql.lit(BUCKET)} and d.user_id < (b.bucket + 1) * ${sql.lit(BUCKET)}
        group by b.bucket
      )
      insert into user_buckets (bucket, users)
      select c.bucket, c.users from counted c
      on conflict (bucket) do update set users = excluded.users
    `,
  )
  await run(tx, sql`delete from user_buckets b where b.users = 0`)
  await run(
    tx,
    sql`
      update document_version
      set version = version + 1, listed = (select coalesce(sum(b.users), 0) from user_buckets b)
    `,
  )
}

/** The version of the list, which every change of it raises, and the number of users in it. */
export function version(db: Db): Promise<{ version: number; listed: number }> {
  return one(db, sql`select v.version, v.listed from document_version v`)
}
