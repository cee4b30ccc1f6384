import * as audit from '../store/audit.ts'
import { type Db, transaction } from '../store/db.ts'
import type { Change } from '../store/journal.ts'
import type { Context } from './method.ts'
import { today } from './today.ts'

/** What is to be done to what, as the audit log will have it. */
interface Deed {
  action: string
  object?: string
  details?: Record<string, unknown>
}

/** Does the work in one transaction with its entry in the audit log, on behalf of the actor. */
export function change<T>(
  { db, actor, now }: Pick<Context, 'db' | 'actor' | 'now'>,
  deed: Deed,
  work: (tx: Db, by: Change) => Promise<T>,
): Promise<T> {
  return transaction(db, async (tx) => {
    const entry = await audit.record(tx, { actor: actor.id, ...deed })
    return work(tx, { entry, import_id: null, source: 'api', today: await today(tx, now) })
  })
}
