import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

/** Writes the staged runs of pipelines, whose repositories stand in `repo_id`. Of several of the same the last one counts. */
export async function upsertStaged(tx: Db, { entry }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into pipeline_runs as t (repo_id, external_id, name, number, commit, attempt, queued_at, started_at, finished_at, status, account_id, created_in, changed_in)
      select distinct on (s.repo_id, s.fact->>'external_id') s.repo_id, s.fact->>'external_id', s.fact->>'name', (s.fact->>'number')::int, s.fact->>'commit', coalesce((s.fact->>'attempt')::int, 1), (s.fact->>'queued_at')::timestamptz, (s.fact->>'started_at')::timestamptz, (s.fact->>'finished_at')::timestamptz, s.fact->>'status', s.account_id,
        ${entry}::bigint, ${entry}::bigint
      from staged s
      where s.code is null
      order by s.repo_id, s.fact->>'external_id', s.line desc
      on conflict (repo_id, external_id) do update
      set name = excluded.name, number = excluded.number, commit = excluded.commit, attempt = excluded.attempt, queued_at = excluded.queued_at, started_at = excluded.started_at, finished_at = excluded.finished_at, status = excluded.status, account_id = excluded.account_id, changed_in = excluded.changed_in
      where (t.name, t.number, t.commit, t.attempt, t.queued_at, t.started_at, t.finished_at, t.status, t.account_id)
        is distinct from (excluded.name, excluded.number, excluded.commit, excluded.attempt, excluded.queued_at, excluded.started_at, excluded.finished_at, excluded.status, excluded.account_id)
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set created = t.created_in = ${entry}, changed = t.created_in <> ${entry}
      from pipeline_runs t
      where t.repo_id = s.repo_id and t.external_id = s.fact->>'external_id' and t.changed_in = ${entry} and s.code is null
    `,
  )
}
