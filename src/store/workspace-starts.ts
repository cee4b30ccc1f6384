import { sql } from 'kysely'
import type { Db } from './db.ts'
import type { Change } from './journal.ts'
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
