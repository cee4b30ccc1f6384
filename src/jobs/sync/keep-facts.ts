import type { Batch } from '../../connectors/connector.ts'
import { dayIn } from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import { type Database, prepareForBulk, transaction } from '../../store/db.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as settings from '../../store/settings.ts'
import type { SourceRow } from '../../store/sources.ts'
import { finish } from '../import/finish.ts'
import { write } from './batch.ts'

/**
 * Keeps facts that a source tells by itself, outside of a run, in one transaction. They move its place in no way: the next
 * run reads the same again, and more of it.
 */
export function keepFacts(
  { db }: Database,
  source: SourceRow,
  { facts, now }: { facts: Batch['facts']; now: Date },
): Promise<void> {
  return transaction(db, async (tx) => {
    await prepareForBulk(tx)
    await besideNothing(tx)
    const actor = `source:${source.id}`
    const entry = await audit.record(tx, { actor, action: 'sources.hook', object: actor })
    const { time_zone } = await settings.read(tx)
    const by: Change = { entry, import_id: null, source: source.key, today: dayIn(time_zone, now) }
    await write(tx, { source, time_zone, counts: {} }, { batch: { facts }, by })
    await finish(tx, by, { directory: false })
  })
}
