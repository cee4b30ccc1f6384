import { type RawBuilder, sql } from 'kysely'
import { type Db, many, one } from './db.ts'

/** A user on the people page, with the team on the day of asking. */
export interface FoundUser {
  id: number
  team_id: number | null
  team_name: string | null
}

/** Users whose name, address or username holds the text, by name, a page at a time; all users for an empty text. */
export function page(
  db: Db,
  { q, day, page, page_size }: { q: string; day: string; page: number; page_size: number },
): Promise<FoundUser[]> {
  return many(
    db,
    sql<FoundUser>`
      with found as materialized (
        select u.id, u.name
        from users u
        where ${holding(q)}
        order by u.name collate "C", u.id
        limit ${page_size} offset ${(page - 1) * page_size}
      )
      select f.id, t.id as team_id, t.name as team_name
      from found f
      left join lateral (
        select tm.team_id from team_members tm
        where tm.user_id = f.id and tm.valid_from <= ${day}::date and tm.valid_to > ${day}::date
        order by tm.id desc
        limit 1
      ) tm on true
      left join teams t on t.id = tm.team_id
      order by f.name collate "C", f.id
    `,
  )
}

/** How many users a search finds. */
export async function count(db: Db, q: string): Promise<number> {
  return (await one(db, sql<{ n: number }>`select count(*) as n from users u where ${holding(q)}`))
    .n
}

function holding(q: string): RawBuilder<unknown> {
  if (q === '') return sql`true`
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(
    u.name ilike ${pattern} or u.email ilike ${pattern} or u.github_username ilike ${pattern}
      or u.additional_github_username ilike ${pattern} or u.gitlab_username ilike ${pattern}
      or u.coder_username ilike ${pattern} or exists (select from unnest(u.aliases) a where a ilike ${pattern})
  )`
}
