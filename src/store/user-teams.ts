import { sql } from 'kysely'
import { type Db, many, maybeOne } from './db.ts'

/** A team by what it is called. */
export interface NamedTeam {
  id: number
  name: string
  lead_id: number | null
}

/** The team that a user is in on a day, else the one that the user leads. */
export function teamOf(db: Db, user_id: number, day: string): Promise<NamedTeam | undefined> {
  return maybeOne(
    db,
    sql<NamedTeam>`
      select t.id, t.name, t.lead_id
      from teams t
      left join team_members tm on tm.team_id = t.id and tm.user_id = ${user_id}
        and tm.valid_from <= ${day}::date and tm.valid_to > ${day}::date
      where t.deleted_at is null and (tm.id is not null or t.lead_id = ${user_id})
      order by tm.id desc nulls last, t.id
      limit 1
    `,
  )
}

/** The team in which all these users are on a day, as members or as its lead; of several the one with most of them as members. */
export function commonTeam(
  db: Db,
  user_ids: number[],
  day: string,
): Promise<NamedTeam | undefined> {
  return maybeOne(
    db,
    sql<NamedTeam>`
      select t.id, t.name, t.lead_id
      from teams t
      cross join lateral (
        select count(distinct tm.user_id) as members,
          count(distinct tm.user_id) filter (where tm.user_id = t.lead_id) as member_leads
        from team_members tm
        where tm.team_id = t.id and tm.user_id = any (${user_ids}::bigint[])
          and tm.valid_from <= ${day}::date and tm.valid_to > ${day}::date
      ) n
      where t.deleted_at is null
        and (t.lead_id = any (${user_ids}::bigint[]) or t.id in (
          select tm.team_id from team_members tm where tm.user_id = any (${user_ids}::bigint[])
        ))
        and n.members - n.member_leads + (t.lead_id is not null and t.lead_id = any (${user_ids}::bigint[]))::int
          = ${user_ids.length}
      order by n.members desc, t.id
      limit 1
    `,
  )
}

/** The users known by these addresses, in any case of letters, without repeats. */
export async function byEmails(db: Db, emails: string[]): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ user_id: number }>`
      select distinct k.user_id
      from user_keys k
      where k.kind = 'email' and k.key = any (${emails.map((email) => email.toLowerCase())}::text[])
      order by k.user_id
    `,
  )
  return rows.map(({ user_id }) => user_id)
}
