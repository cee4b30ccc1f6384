import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

/** Writes the staged deployments. Of several of the same the last one counts. */
export async function upsertStaged(tx: Db, { entry, source }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into deployments as t (source, external_id, service, environment, production, at, status, commit, account_id, created_in, changed_in)
      select distinct on (${source}::text, s.fact->>'external_id') ${source}::text, s.fact->>'external_id', s.fact->>'service', s.fact->>'environment', coalesce((s.fact->>'production')::boolean, lower(s.fact->>'environment') in ('production', 'prod')), (s.fact->>'at')::timestamptz, s.fact->>'status', s.fact->>'commit', s.account_id,
        ${entry}::bigint, ${entry}::bigint
      from staged s
      where s.code is null
      order by ${source}::text, s.fact->>'external_id', s.line desc
      on conflict (source, external_id) do update
      set service = excluded.service, environment = excluded.environment, production = excluded.production, at = excluded.at, status = excluded.status, commit = excluded.commit, account_id = excluded.account_id, changed_in = excluded.changed_in
      where (t.service, t.environment, t.production, t.at, t.status, t.commit, t.account_id)
        is distinct from (excluded.service, excluded.environment, excluded.production, excluded.at, excluded.status, excluded.commit, excluded.account_id)
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set created = t.created_in = ${entry}, changed = t.created_in <> ${entry}
      from deployments t
      where t.source = ${source}::text and t.external_id = s.fact->>'external_id' and t.changed_in = ${entry} and s.code is null
    `,
  )
}
