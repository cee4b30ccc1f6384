import { sql } from 'kysely'
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
      select ua.user_id from user_attributes ua where ua.changed_in = ${entry} or ua.created_in = ${entry}
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

/** Fills the table `touched` with these users, for an act that knows whom it concerns. */
export async function touch(tx: Db, user_ids: number[]): Promise<void> {
  await run(
    tx,
    sql`create temp table touched on commit drop as select unnest(${user_ids}::bigint[]) as user_id`,
  )
}

/** Makes the documents of the users in the table `touched` anew, and the counts of their buckets. */
export async function refresh(tx: Db, today: string): Promise<void> {
  await run(
    tx,
    sql`
      insert into user_documents (user_id, listed, public, privileged)
      select u.id, user_listed(u, ${today}::date), user_json(u, ${today}::date, false),
        case when exists (select from attributes a where a.privileged) then user_json(u, ${today}::date, true) end
      from touched t
      join users u on u.id = t.user_id
      on conflict (user_id) do update
      set listed = excluded.listed, public = excluded.public, privileged = excluded.privileged
    `,
  )
  await recount(tx)
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
