import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'
import type { Change } from './journal.ts'
import { KEPT_FROM } from './retention.ts'

export type Subject =
  | 'accounts'
  | 'pull_requests'
  | 'reviews'
  | 'tool_days'
  | 'deployments'
  | 'pipeline_runs'
  | 'workspace_starts'
  | 'calendar'
  | 'incidents'
  | 'fixes'
  | 'custom'

export interface Coverage {
  source: string
  subject: Subject
  /** The tool whose days of use are covered, or the metric whose facts are. */
  tool?: string
  from_day: string
  to_day: string
  team_id: number | null
}

/** Of these there are no weeks of people that could be closed. */
const NEVER_CLOSED: readonly Subject[] = ['accounts', 'deployments', 'incidents', 'fixes']

/**
 * Notes that a source has spoken of these days; a span that lies inside a noted one adds nothing. What comes when its weeks are
 * closed counts in none, so these days stay unknown.
 */
export async function cover(tx: Db, { entry }: Change, it: Coverage): Promise<void> {
  const counted_from = NEVER_CLOSED.includes(it.subject) ? sql`null` : KEPT_FROM
  await many(
    tx,
    sql`
      insert into coverage (source, subject, tool, from_day, to_day, team_id, created_in, changed_in)
      select ${it.source}, ${it.subject}, ${it.tool ?? null}, f.from_day, ${it.to_day}::date, ${it.team_id}::bigint, ${entry}, ${entry}
      from (select greatest(${it.from_day}::date, ${counted_from}) as from_day) f
      where f.from_day < ${it.to_day}::date and not exists (
        select from coverage c
        where c.source = ${it.source} and c.subject = ${it.subject}
          and c.tool is not distinct from ${it.tool ?? null}::text
          and c.team_id is not distinct from ${it.team_id}::bigint
          and c.from_day <= f.from_day and c.to_day >= ${it.to_day}::date
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

/** Joins the spans of a source that touch or overlap into one, which says the same with fewer rows. */
export async function join(tx: Db, source: string): Promise<void> {
  await run(
    tx,
    sql`
      with joined as materialized (
        select c.subject, c.tool, c.team_id, unnest(range_agg(daterange(c.from_day, c.to_day))) as days
        from coverage c
        where c.source = ${source}
        group by c.subject, c.tool, c.team_id
      ),
      kept as materialized (
        select j.*, (
          select min(c.id) from coverage c
          where c.source = ${source} and c.subject = j.subject and c.tool is not distinct from j.tool
            and c.team_id is not distinct from j.team_id and daterange(c.from_day, c.to_day) && j.days
        ) as id
        from joined j
      ),
      gone as (
        delete from coverage c where c.source = ${source} and c.id not in (select k.id from kept k)
      )
      update coverage c set from_day = lower(k.days), to_day = upper(k.days)
      from kept k
      where c.id = k.id and (c.from_day, c.to_day) is distinct from (lower(k.days), upper(k.days))
    `,
  )
}
