import { sql } from 'kysely'
import { BOT_NAME } from '../identity/bot-name.ts'
import * as audit from '../store/audit.ts'
import * as bots from '../store/bots.ts'
import { type Database, prepareForBulk, run, transaction } from '../store/db.ts'
import { besideNothing } from '../store/edit-lock.ts'
import * as weeks from '../store/weeks.ts'

/** Held while accounts are looked at: another server waits, and then finds nothing to do. */
const BOTS = 7023004

/**
 * Suspects the accounts that seem to be bots, which takes their facts out of all numbers until a person says otherwise, and
 * marks the weeks of their people to be counted anew. Never one of which a person has spoken. Gives how many are new.
 */
export function suspectBots({ db }: Pick<Database, 'db'>): Promise<number> {
  return transaction(db, async (tx) => {
    await run(tx, sql`select pg_advisory_xact_lock(${sql.lit(BOTS)})`)
    await prepareForBulk(tx)
    if ((await bots.openSuspects(tx, BOT_NAME)) === 0) return 0
    await besideNothing(tx)
    const entry = await audit.record(tx, { actor: 'server', action: 'bots.suspect' })
    const suspected = await bots.suspect(tx, entry)
    await weeks.markDirty(tx, entry)
    return suspected
  })
}
