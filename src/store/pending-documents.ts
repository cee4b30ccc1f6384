import { sql } from 'kysely'
import { type Db, many, maybeOne, one, prepareForBulk, run, transaction } from './db.ts'
import * as documents from './documents.ts'
import { besideNothing } from './edit-lock.ts'

/*
 * Documents that are made after the act that changed the people. An import of many people is done a fifth sooner so, and its
 * transaction, which others wait for, is that much shorter.
 */

/** Leaves the documents of those whom the act has changed to `makePending`; `today` is the act's day. */
export async function defer(tx: Db, { entry, today }: { entry: number; today: string }) {
  await run(tx, sql`insert into pending_documents (entry, day) values (${entry}, ${today}::date)`)
}

/** Takes an act that is undone, or whose documents have been made, from those that wait. */
export async function settle(tx: Db, entry: number): Promise<void> {
  await run(tx, sql`delete from pending_documents p where p.entry = ${entry}`)
}

/** Whether there are documents to be made. */
export async function arePending(db: Db): Promise<boolean> {
  const { pending } = await one(
    db,
    sql<{ pending: boolean }>`select exists (select from pending_documents) as pending`,
  )
  return pending
}

/** Makes all documents that were left, an act at a time, each in a transaction; gives the number of acts. */
export async function makePending(db: Db): Promise<number> {
  if (!(await arePending(db))) return 0
  const waiting = await many(
    db,
    sql<{ entry: number }>`select p.entry from pending_documents p order by p.entry`,
  )
  for (const { entry } of waiting) await transaction(db, (tx) => make(tx, entry))
  return waiting.length
}

async function make(tx: Db, entry: number): Promise<void> {
  await besideNothing(tx)
  await prepareForBulk(tx)
  // of two who come at once the second finds it done; a day that has begun since is not gone back behind
  const left = await maybeOne(
    tx,
    sql<{ today: string }>`
      select greatest(p.day, v.day) as today
      from pending_documents p
      cross join document_version v
      where p.entry = ${entry}
    `,
  )
  if (!left) return
  await documents.collectTouched(tx, entry)
  await documents.refresh(tx, left.today)
  await settle(tx, entry)
  await run(tx, sql`drop table touched`)
}
