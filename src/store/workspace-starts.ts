import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

/** Writes the staged starts of workspaces. Of several of the same the last one counts. */
export async function upsertStaged(tx: Db, { entry }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into workspace_starts as t (account_id, external_id, tool, workspace, template, at, seconds, ok, created_in, changed_in)
      select distinct on (s.account_id, s.fact->>'external_id') s.account_id, s.fact->>'external_id', s.fact->>'tool', s.fact->>'workspace', s.fact->>'template', (s.fact->>'at')::timestamptz, (s.fact->>'seconds')::real, (s.fact->>'ok')::boolean,
        ${entry}::bigint, ${entry}::bigint
      from staged s
      where s.code is null
      order by s.account_id, s.fact->>'external_id', s.line desc
      on conflict (account_id, external_id) do update
      set tool = excluded.tool, workspace = excluded.workspace, template = excluded.template, at = excluded.at, seconds = excluded.seconds, ok = excluded.ok, changed_in = excluded.changed_in
      where (t.tool, t.workspace, t.template, t.at, t.seconds, t.ok)
        is distinct from (excluded.tool, excluded.workspace, excluded.template, excluded.at, excluded.seconds, excluded.ok)
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set created = t.created_in = ${entry}, changed = t.created_in <> ${entry}
      from workspace_starts t
      where t.account_id = s.account_id and t.external_id = s.fact->>'external_id' and t.changed_in = ${entry} and s.code is null
    `,
  )
}
