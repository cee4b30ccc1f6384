import * as accountLinks from '../../store/account-links.ts'
import * as accounts from '../../store/accounts.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import type { Change } from '../../store/journal.ts'
import * as pendingDocuments from '../../store/pending-documents.ts'
import * as unstored from '../../store/unstored.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'

/**
 * What follows from facts of any kind: keys, links, documents, and the weeks to be counted anew. `directory` says whether they
 * may have changed people, their values, teams, roles or groups; `later` leaves their documents to whoever reads one first.
 */
export async function finish(
  tx: Db,
  by: Change,
  { directory, later = false }: { directory: boolean; later?: boolean },
): Promise<void> {
  if (directory) {
    await documents.collectTouched(tx, by.entry)
    await users.refreshKeys(tx)
    await accountLinks.unlinkUndeclared(tx, by)
  }
  await accounts.linkUnlinked(tx, by)
  if (directory && later) await pendingDocuments.defer(tx, by)
  else if (directory) await documents.refresh(tx, by.today)
  await weeks.markDirty(tx, by.entry)
  if (by.import_id !== null) await unstored.takeAway(tx, { journals: true })
}
