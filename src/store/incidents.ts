import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import { type Change, change } from './journal.ts'

/*
 * Works on the table `staged` of an import of incidents, with their facts.
 */

/** An incident that bears no name of its own is told by its service and the time of its opening. */
const ID = sql`coalesce(s.fact->>'external_id', (s.fact->>'service') || ' ' || (s.fact->>'opened_at'))`

/** Of several lines about the same incident the last one counts; the others change nothing. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s set code = 'duplicate'
      from (
        select s.line, row_number() over (partition by ${ID} order by s.line desc) as n from staged s where s.code is null
      ) d
      where d.line = s.line and d.n > 1
    `,
  )
}

/** Creates and changes the incidents as staged; what a line does not say stays. */
export async function upsertStaged(tx: Db, by: Change): Promise<void> {
  await run(
    tx,
    sql`
      insert into incidents (
        source, external_id, service, opened_at, mitigated_at, severity, caused_by, fixed_by, created_in, changed_in
      )
      select ${by.source}::text, ${ID}, s.fact->>'service', (s.fact->>'opened_at')::timestamptz,
        (s.fact->>'mitigated_at')::timestamptz, s.fact->>'severity', s.fact->>'caused_by', s.fact->>'fixed_by',
        ${by.entry}::bigint, ${by.entry}::bigint
      from staged s
      where s.code is null
      on conflict do nothing
    `,
  )
  await change(tx, by, {
    table: 'incidents',
    keys: ['source', 'external_id'],
    columns: ['service', 'opened_at', 'mitigated_at', 'severity', 'caused_by', 'fixed_by'],
    wanted: sql`
      select i.source, i.external_id, s.fact->>'service' as service, (s.fact->>'opened_at')::timestamptz as opened_at,
        coalesce((s.fact->>'mitigated_at')::timestamptz, i.mitigated_at) as mitigated_at,
        coalesce(s.fact->>'severity', i.severity) as severity, coalesce(s.fact->>'caused_by', i.caused_by) as caused_by,
        coalesce(s.fact->>'fixed_by', i.fixed_by) as fixed_by
      from staged s
      join incidents i on i.source = ${by.source} and i.external_id = ${ID}
      where s.code is null and i.created_in <> ${by.entry}
    `,
  })
  await run(
    tx,
    sql`
      update staged s set created = i.created_in = ${by.entry}, changed = i.created_in <> ${by.entry}
      from incidents i
      where i.source = ${by.source} and i.external_id = ${ID} and i.changed_in = ${by.entry} and s.code is null
    `,
  )
}

/** The days of the staged incidents in a zone, whether any of them says what fixed it, and how many are of no known service. */
export function spanStaged(
  tx: Db,
  zone: string,
): Promise<{
  from_day: string | null
  to_day: string | null
  fixes: boolean
  strange: number
}> {
  return one(
    tx,
    sql`
      select (min((s.fact->>'opened_at')::timestamptz) at time zone ${zone})::date as from_day,
        (max((s.fact->>'opened_at')::timestamptz) at time zone ${zone})::date + 1 as to_day,
        coalesce(bool_or(s.fact ? 'fixed_by'), false) as fixes,
        count(*) filter (
          where not exists (select from service_names n where n.key = lower(s.fact->>'service'))
        ) as strange
      from staged s
      where s.code is null
    `,
  )
}
