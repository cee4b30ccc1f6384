import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'

/** What a list of a tool's users says of a person. How often somebody uses the tool it does not say. */
export const ACCOUNT_VALUES = ['account', 'suspended', 'no account'] as const

interface Statement {
  source: string
  attribute_id: number
  /** The day on which the list was true. */
  list_day: string
  /** Since when its accounts exist where the list does not say it; null is undated. */
  since: string | null
  time_zone: string
  /** Team whose people the list covers; everybody when null. */
  team_id: number | null
}

/**
 * Opens the table `stated` with what the staged list of accounts says of people: an account since it was opened, none
 * before; suspended since the list's day, for when it happened is not known; and, for the people whom the list covers and
 * who are not on it, no account. Gives how many of the latter there are.
 */
export async function openStated(tx: Db, it: Statement): Promise<{ without: number }> {
  await run(
    tx,
    sql`
      create temp table holders on commit drop as
      select distinct on (a.user_id) a.user_id, a.status = 'suspended' as suspended,
        coalesce((a.opened_at at time zone ${it.time_zone})::date, ${it.since}::date) as opened,
        (a.last_seen_at at time zone ${it.time_zone})::date as last_seen
      from staged_accounts s
      join accounts a on a.id = s.account_id
      where a.user_id is not null and not a.bot
      order by a.user_id, coalesce(a.status = 'suspended', false), a.opened_at nulls last
    `,
  )
  await run(
    tx,
    sql`
      create temp table stated on commit drop as
      select h.user_id, ${it.attribute_id}::bigint as attribute_id, v.value, v.valid_from, v.valid_to,
        not exists (
          select from user_attributes r where r.user_id = h.user_id and r.attribute_id = ${it.attribute_id}
        ) as fresh
      from holders h
      cross join lateral (
        select 'no account', '-infinity'::date, h.opened
        where h.opened is not null and not exists (
          select from user_attributes r
          where r.user_id = h.user_id and r.attribute_id = ${it.attribute_id} and r.valid_from < least(r.valid_to, h.opened)
        )
        union all
        select 'account', h.opened, 'infinity'::date where h.suspended is not true
        union all
        select 'account', h.opened, h.last_seen + 1
        where h.suspended and h.opened <= h.last_seen and h.last_seen < ${it.list_day}::date
        union all
        select 'suspended', ${it.list_day}::date, 'infinity' where h.suspended and not exists (
          select from user_attributes r
          where r.user_id = h.user_id and r.attribute_id = ${it.attribute_id} and r.value = 'suspended'
            and r.valid_to = 'infinity'
        )
      ) v(value, valid_from, valid_to)
    `,
  )
  return withoutAccount(tx, it)
}

async function withoutAccount(tx: Db, it: Statement): Promise<{ without: number }> {
  await run(
    tx,
    sql`
      create temp table without on commit drop as
      with recursive covered as (
        select t.id from teams t where t.id = ${it.team_id}::bigint
        union
        select t.id from teams t join covered c on t.parent_id = c.id
      )
      select u.id as user_id
      from users u
      where u.deleted_at is null
        and not exists (
          select from accounts a where a.user_id = u.id and a.source = ${it.source} and not a.bot
            and exists (select from staged_accounts s where s.account_id = a.id)
        )
        and (${it.team_id}::bigint is null or exists (
          select from team_members m
          join covered c on c.id = m.team_id
          where m.user_id = u.id and m.valid_from <= ${it.list_day}::date and m.valid_to > ${it.list_day}::date
        ))
    `,
  )
  await run(
    tx,
    sql`
      insert into stated (user_id, attribute_id, value, valid_from, valid_to, fresh)
      select w.user_id, ${it.attribute_id}, 'no account',
        case when h.known then ${it.list_day}::date else '-infinity' end, 'infinity', not h.known
      from without w
      cross join lateral (
        select exists (
            select from user_attributes r
            where r.user_id = w.user_id and r.attribute_id = ${it.attribute_id} and r.valid_from < r.valid_to
          ) as known,
          exists (
            select from user_attributes r
            where r.user_id = w.user_id and r.attribute_id = ${it.attribute_id} and r.value = 'no account'
              and r.valid_to = 'infinity' and r.valid_from < r.valid_to
          ) as stands
      ) h
      where not h.stands
    `,
  )
  return one(tx, sql<{ without: number }>`select count(*) as without from without`)
}
