import { sql } from 'kysely'
import type { Db } from './db.ts'
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
