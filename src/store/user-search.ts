import { sql } from 'kysely'
import { type Asked, asked } from './asked.ts'
import { type Db, one } from './db.ts'

/** A user on the people page, with the team on the day of asking. */
export interface FoundUser {
  id: number
  team: { id: number; name: string } | null
}

/** What is looked for on a day, and which page of it. */
export interface Search {
  q: string
  among: Asked
  day: string
  page: number
  page_size: number
}

/**
 * A page of the users whose name, addresses or usernames hold the text, in order of name, and how many there are; of all
 * users for an empty text; only those who are asked for on the day. What is looked for is found in one pass over all users;
 * of everybody, the order comes from an index.
 */
export function find(
  db: Db,
  { q, among, day, page, page_size }: Search,
): Promise<{ total: number; users: FoundUser[] }> {
  const everybody = q === '' && among.teams === null && among.filters.length === 0
  const once = everybody ? sql`not materialized` : sql`materialized`
  return one(
    db,
    sql`
      with found as ${once} (select u.id, u.name from users u where ${holding(q)} and ${asked(among, sql`${day}::date`)}),
      page as (
        select f.id, f.name from found f
        order by f.name collate "C", f.id
        limit ${page_size} offset ${(page - 1) * page_size}
      )
      select (select count(*) from found) as total, coalesce((
        select json_agg(
          json_build_object('id', p.id, 'team', case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end)
          order by p.name collate "C", p.id
        )
        from page p
        left join lateral (
          select tm.team_id from team_members tm
          where tm.user_id = p.id and tm.valid_from <= ${day}::date and tm.valid_to > ${day}::date
          order by tm.id desc
          limit 1
        ) tm on true
        left join teams t on t.id = tm.team_id
      ), '[]') as users
    `,
  )
}

/** All that a user is found by is one text, so that it is searched once. */
function holding(q: string) {
  if (q === '') return sql`true`
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return sql`lower(concat_ws(
    chr(10), u.name, u.email, u.github_username, u.additional_github_username, u.gitlab_username, u.coder_username,
    array_to_string(u.aliases, chr(10))
  )) like ${pattern}`
}
