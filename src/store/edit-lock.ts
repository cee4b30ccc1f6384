import { sql } from 'kysely'
import { type Db, run } from './db.ts'

/** The lock that an import holds while it is applied or undone. */
const IMPORTS = 7023002

/**
 * Lets an edit of the directory go on beside other edits, but not beside an import, which may be half way through the same
 * people: it waits for one that is being applied, and the next one waits for it. Held to the end of the transaction.
 */
export async function besideEdits(tx: Db): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock_shared(${sql.lit(IMPORTS)})`)
}

/** Lets what concerns everybody go on beside no edit of the directory and no import. Held to the end of the transaction. */
export async function besideNothing(tx: Db): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(IMPORTS)})`)
}
