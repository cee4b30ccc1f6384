import * as audit from '../../store/audit.ts'
import { type Db, transaction } from '../../store/db.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import type { Actor } from '../actor.ts'
import { today } from '../today.ts'

/** What a request of a provider is answered with. */
export interface Context {
  db: Db
  actor: Actor
  now: Date
  /** Where the resources are, for their addresses: `https://facet.example.com/scim/v2`. */
  base: string
  /** Makes it count at once that somebody was deactivated. */
  forgetActors(): void
}

/** The source of what providers state. */
export const SOURCE = 'scim'

/** Does the work in one transaction with its entry in the audit log, and not beside an import. */
export function write<T>(
  { db, actor, now }: Context,
  deed: { action: string; object?: string },
  work: (tx: Db, by: Change) => Promise<T>,
): Promise<T> {
  return transaction(db, async (tx) => {
    await besideEdits(tx)
    const entry = await audit.record(tx, { actor: actor.id, ...deed })
    return work(tx, { entry, import_id: null, source: SOURCE, today: await today(tx, now) })
  })
}
