import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'
import type { Change } from './journal.ts'
import { field, writeStaged } from './staged-rows.ts'

/** Writes the staged deployments. An environment is production if the source says so or, where it does not, by its name. */
export function upsertStaged(tx: Db, by: Change): Promise<void> {
  return writeStaged(tx, by, {
    table: 'deployments',
    keys: { source: sql`${by.source}::text`, external_id: field('external_id') },
    columns: {
      service: field('service'),
      environment: field('environment'),
      production: sql`coalesce(
        ${field('production', sql`boolean`)}, lower(s.fact->>'environment') in ('production', 'prod')
      )`,
      at: field('at', sql`timestamptz`),
      status: field('status'),
      commit: field('commit'),
      account_id: sql`s.account_id`,
    },
  })
}

/** Of several lines of one id the last one counts; the others are refused, so that nobody misses one silently. */
export async function dedupeStaged(tx: Db): Promise<void> {
  await run(
    tx,
    sql`
      update staged s
      set code = 'duplicate', message = 'A later line bears the same id, and counts instead: each deployment needs an id of its own.'
      from (
        select s.line, row_number() over (partition by s.fact->>'external_id' order by s.line desc) as n
        from staged s
        where s.code is null
      ) d
      where d.line = s.line and d.n > 1
    `,
  )
}

/** The days of the staged deployments in a zone, and how many are of no known service. */
export function spanStaged(
  tx: Db,
  zone: string,
): Promise<{ from_day: string | null; to_day: string | null; strange: number }> {
  return one(
    tx,
    sql`
      select (min((s.fact->>'at')::timestamptz) at time zone ${zone})::date as from_day,
        (max((s.fact->>'at')::timestamptz) at time zone ${zone})::date + 1 as to_day,
        count(*) filter (
          where not exists (select from service_names n where n.key = lower(s.fact->>'service'))
        ) as strange
      from staged s
      where s.code is null
    `,
  )
}
