import { sql } from 'kysely'
import { type Db, run } from './db.ts'
import type { Identity } from './erasure-identity.ts'
import { emptyLinesOf } from './erasure-lines.ts'
import { type Person, PLAN } from './erasure-plan.ts'
import { redact, redactionOf } from './erasure-redact.ts'
import {
  clear,
  emptyEntries,
  emptyJournals,
  forgetLeft,
  keepNameless,
  markOthers,
  renameRepos,
  take,
} from './erasure-steps.ts'
import * as tombstones from './tombstones.ts'

/** Rows of a table. */
export interface TableRows {
  table: string
  rows: number
}

/** What an erasure comes to: rows that go, and rows that stay and name the person no more. */
export interface Erased {
  removed: TableRows[]
  changed: TableRows[]
}

/** Whom it is about, and the entry of the audit log that it is done under. */
export interface Erasing {
  identity: Identity
  person: Person
  entry: number
}

/**
 * Takes away somebody and all that is about them, and keeps hashes by which they are refused from now on. The weeks of others
 * that hung on their work are marked, to be counted anew. To be called while nothing else changes people, imports or counts
 * weeks; the documents are for the caller to count anew.
 */
export async function erase(tx: Db, erasing: Erasing): Promise<Erased> {
  const { identity, person, entry } = erasing
  await tombstones.hold(tx)
  const [removed, changed] = [new Map<string, number>(), new Map<string, number>()]
  const add = (to: Map<string, number>, table: string, rows: number) => {
    if (rows > 0) to.set(table, (to.get(table) ?? 0) + rows)
  }
  await markOthers(tx, erasing)
  add(changed, 'reviews', await keepNameless(tx, erasing))
  for (const table of ['import_changes', 'merge_changes'] as const)
    add(removed, table, await emptyJournals(tx, person, table))
  for (const [table, held] of Object.entries(PLAN)) {
    add(changed, table, await clear(tx, table, held, erasing))
    if (held.rows) add(removed, table, await take(tx, table, held.rows(person)))
  }
  const how = redactionOf(identity)
  add(changed, 'audit_log', await emptyEntries(tx, person, entry))
  add(removed, 'source_left', await forgetLeft(tx, identity))
  add(changed, 'repos', await renameRepos(tx, identity))
  add(changed, 'import_rows', await emptyLinesOf(tx, identity, how))
  for (const [table, { swept = [] }] of Object.entries(PLAN))
    for (const column of swept) add(changed, table, await redact(tx, { table, column }, how))
  await tombstones.bury(tx, entry, identity.identifiers)
  const erased = { removed: listed(removed), changed: listed(changed) }
  await run(
    tx,
    sql`update audit_log set details = ${JSON.stringify(erased)}::jsonb where id = ${entry}`,
  )
  return erased
}

const listed = (rows: Map<string, number>): TableRows[] =>
  [...rows].map(([table, rows]) => ({ table, rows }))
