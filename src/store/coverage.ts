import { sql } from 'kysely'
import { type Db, many } from './db.ts'
import type { Change } from './journal.ts'

export type Subject = 'accounts' | 'pull_requests' | 'reviews' | 'tool_days'

export interface Coverage {
  source: string
  subject: Subject
  /** The tool whose days of use are covered. */
  tool?: string
  from_day: string
  to_day: string
  team_id: number | null
}

/** Notes that a source has spoken of these days; a span that lies inside a noted one adds nothing. */
export async function cover(tx: Db, { entry }: Change, it: Coverage): Promise<void> {
  await many(
    tx,
    sql`
      insert into coverage (source, subject, tool, from_day, to_day, team_id, created_in, changed_in)
      select ${it.source}, ${it.subject}, ${it.tool ?? null}, ${it.from_day}::date, ${it.to_day}::date, ${it.team_id}::bigint, ${entry}, ${entry}
      where not exists (
        select from coverage c
        where c.source = ${it.source} and c.subject = ${it.subject}
          and c.tool is not distinct from ${it.tool ?? null}::text
          and c.team_id is not distinct from ${it.team_id}::bigint
          and c.from_day <= ${it.from_day}::date and c.to_day >= ${it.to_day}::date
      )
    `,
  )
}

/** The days of which each source speaks by subject, joined where spans touch. */
export function days(
  db: Db,
): Promise<{ source: string; subject: Subject; from_day: string; to_day: string }[]> {
  return many(
    db,
    sql`
      select c.source, c.subject, lower(s) as from_day, upper(s) as to_day
      from (
        select c.source, c.subject, unnest(range_agg(daterange(c.from_day, c.to_day))) as s
        from coverage c
        where c.team_id is null
        group by c.source, c.subject
      ) c
      order by 1, 2, 3
    `,
  )
}
