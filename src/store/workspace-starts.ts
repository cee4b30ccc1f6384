import { sql } from 'kysely'
import { type Db, many } from './db.ts'
import type { Change } from './journal.ts'
import { ownAccounts, type PersonPeriod, within } from './person-tools.ts'
import { field, writeStaged } from './staged-rows.ts'

/** Writes the staged starts of workspaces. */
export function upsertStaged(tx: Db, by: Change): Promise<void> {
  return writeStaged(tx, by, {
    table: 'workspace_starts',
    keys: { account_id: sql`s.account_id`, external_id: field('external_id') },
    columns: {
      tool: field('tool'),
      workspace: field('workspace'),
      template: field('template'),
      at: field('at', sql`timestamptz`),
      seconds: field('seconds', sql`real`),
      ok: field('ok', sql`boolean`),
    },
  })
}

/** What the starts of a person's workspaces at one tool come to. */
export interface StartedWorkspaces {
  tool: string
  /** Workspaces of which a start was seen; never none. */
  workspaces: number
  templates: string[]
  starts: number
  failures: number
  /** Median seconds until ready, of the starts that worked; null where no start tells. */
  ready_seconds: number | null
  /** How many starts that is the median of. */
  ready_starts: number
  last_at: string
}

/** The starts of a person's workspaces by tool. A tool that is absent is unknown: no start was seen. */
export function ofPerson(db: Db, it: PersonPeriod): Promise<StartedWorkspaces[]> {
  const ready = sql`s.ok and s.seconds is not null`
  return many(
    db,
    sql<StartedWorkspaces>`
      select s.tool, count(distinct (s.account_id, s.workspace)) as workspaces,
        coalesce(
          array_agg(distinct s.template collate "C") filter (where s.template is not null), '{}'
        ) as templates,
        count(*) as starts, count(*) filter (where not s.ok) as failures,
        percentile_cont(0.5) within group (order by s.seconds) filter (where ${ready}) as ready_seconds,
        count(*) filter (where ${ready}) as ready_starts, max(s.at) as last_at
      from (${ownAccounts(it.user_id)}) o
      join workspace_starts s on s.account_id = o.id
      where ${within(sql`s.at`, it)}
      group by s.tool
      order by s.tool collate "C"
    `,
  )
}
