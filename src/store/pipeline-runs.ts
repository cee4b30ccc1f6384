import { sql } from 'kysely'
import { type Db, one } from './db.ts'
import type { Change } from './journal.ts'
import { field, writeStaged } from './staged-rows.ts'

/** Writes the staged runs of pipelines, whose repositories stand in `repo_id`. */
export function upsertStaged(tx: Db, by: Change): Promise<void> {
  return writeStaged(tx, by, {
    table: 'pipeline_runs',
    keys: { repo_id: sql`s.repo_id`, external_id: field('external_id') },
    columns: {
      name: field('name'),
      number: field('number', sql`int`),
      commit: field('commit'),
      attempt: sql`coalesce(${field('attempt', sql`int`)}, 1)`,
      queued_at: field('queued_at', sql`timestamptz`),
      started_at: field('started_at', sql`timestamptz`),
      finished_at: field('finished_at', sql`timestamptz`),
      status: field('status'),
      account_id: sql`s.account_id`,
    },
  })
}

/** The days in a zone on which the staged runs were queued. */
export function spanStaged(
  tx: Db,
  zone: string,
): Promise<{ from_day: string | null; to_day: string | null }> {
  return one(
    tx,
    sql`
      select (min((s.fact->>'queued_at')::timestamptz) at time zone ${zone})::date as from_day,
        (max((s.fact->>'queued_at')::timestamptz) at time zone ${zone})::date + 1 as to_day
      from staged s
      where s.code is null
    `,
  )
}
