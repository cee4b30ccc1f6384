import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Change } from './journal.ts'

/** Writes the staged events. Of several of the same the last one counts. */
export async function upsertStaged(tx: Db, { entry, source }: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into events as t (source, external_id, name, account_id, at, details, created_in, changed_in)
      select distinct on (${source}::text, s.fact->>'external_id') ${source}::text, s.fact->>'external_id', s.fact->>'name', s.account_id, (s.fact->>'at')::timestamptz, coalesce(s.fact->'details', '{}'),
        ${entry}::bigint, ${entry}::bigint
      from staged s
      where s.code is null
      order by ${source}::text, s.fact->>'external_id', s.line desc
      on conflict (source, external_id) do update
      set name = excluded.name, account_id = excluded.account_id, at = excluded.at, details = excluded.details, changed_in = excluded.changed_in
      where (t.name, t.account_id, t.at, t.details)
        is distinct from (excluded.name, excluded.account_id, excluded.at, excluded.details)
    `,
  )
  await run(
    tx,
    sql`
      update staged s
      set created = t.created_in = ${entry}, changed = t.created_in <> ${entry}
      from events t
      where t.source = ${source}::text and t.external_id = s.fact->>'external_id' and t.changed_in = ${entry} and s.code is null
    `,
  )
}
