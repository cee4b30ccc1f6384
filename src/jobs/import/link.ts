import { sql } from 'kysely'
import { counted } from '../../model/index.ts'
import * as accounts from '../../store/accounts.ts'
import { type Db, run } from '../../store/db.ts'
import * as users from '../../store/users.ts'
import type { Applying } from './facts.ts'

/**
 * Finds or creates the staged accounts and links them to people. With `create_people`, accounts that match nobody become
 * people of their own; otherwise they are proposed, and stay visible as unmatched.
 */
export async function linkStaged(tx: Db, { by, options, notes }: Applying): Promise<void> {
  await accounts.upsertStaged(tx, by)
  await accounts.linkUnlinked(tx, by)
  const unlinked = await accounts.unlinkedStaged(tx)
  if (unlinked === 0) return
  if (!options.create_people) {
    notes.push(
      `${counted(unlinked, 'account')} match nobody and stay unmatched. The option "create people" makes people of those with an address.`,
    )
    return
  }
  await accounts.createPeople(tx, by)
  await run(
    tx,
    sql`create temp table touched on commit drop as select u.id as user_id from users u where u.created_in = ${by.entry}`,
  )
  await users.refreshKeys(tx)
  await run(tx, sql`drop table touched`)
  await accounts.linkUnlinked(tx, by)
}
