import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Change } from './journal.ts'
import { field, writeStaged } from './staged-rows.ts'

/** Writes the staged events. */
export function upsertStaged(tx: Db, by: Change): Promise<void> {
  return writeStaged(tx, by, {
    table: 'events',
    keys: { source: sql`${by.source}::text`, external_id: field('external_id') },
    columns: {
      name: field('name'),
      account_id: sql`s.account_id`,
      at: field('at', sql`timestamptz`),
      details: sql`coalesce(s.fact->'details', '{}')`,
    },
  })
}
