import { sql } from 'kysely'
import type { Page } from '../model/index.ts'
import { type Db, one, run } from './db.ts'

/** That somebody looked at what is known of one person. */
export interface View {
  user_id: number
  /** As the audit log names whoever acts. */
  viewer: string
  method: string
  /** Why, if they said so. */
  reason: string | null
}

/** Keeps a view; a second one for the same reason within a minute is the same view. */
export async function note(
  db: Db,
  { user_id, viewer, method, reason }: View,
  now: Date,
): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  await run(
    db,
    sql`
      insert into user_views (user_id, at, viewer, method, reason)
      select ${user_id}::bigint, ${at}, ${viewer}, ${method}, ${reason}::text
      where not exists (
        select from user_views v
        where v.user_id = ${user_id} and v.at > ${at} - interval '1 minute' and v.viewer = ${viewer}
          and v.method = ${method} and v.reason is not distinct from ${reason}::text
      )
    `,
  )
}

/** A view as the person reads it. */
export interface ListedView {
  at: string
  /** Name of the person or of the token; what the audit log has for one that is gone. */
  viewer: string
  /** Whether a program looked, and not a person. */
  program: boolean
  method: string
  reason: string | null
}

/** A page of the views of a person, the newest first, and how many there are. */
export function list(
  db: Db,
  user_id: number,
  { page, page_size }: Page,
): Promise<{ total: number; views: ListedView[] }> {
  return one(
    db,
    sql`
      with page as (
        select v.id, to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, v.viewer, v.method, v.reason,
          u.name as person, t.name as token
        from user_views v
        left join users u on v.viewer = 'user:' || u.id
        left join tokens t on v.viewer = 'token:' || t.id
        where v.user_id = ${user_id}
        order by v.id desc
        limit ${page_size} offset ${(page - 1) * page_size}
      )
      select (select count(*) from user_views v where v.user_id = ${user_id}) as total, coalesce((
        select json_agg(
          json_build_object(
            'at', p.at, 'viewer', coalesce(p.person, p.token, case when p.viewer = 'cli' then 'Command line' else p.viewer end),
            'program', p.viewer not like 'user:%', 'method', p.method, 'reason', p.reason
          )
          order by p.id desc
        )
        from page p
      ), '[]') as views
    `,
  )
}
