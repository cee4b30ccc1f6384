import type { Whole } from '../../connectors/connector.ts'
import type { Db } from '../../store/db.ts'
import type { Change } from '../../store/journal.ts'
import * as endDates from '../../store/source-end-dates.ts'
import * as ends from '../../store/source-ends.ts'
import * as told from '../../store/source-told.ts'
import type { SourceRow } from '../../store/sources.ts'

/** Looks at facts of a listing before they are written. */
export async function beforeFacts(tx: Db, kind: string): Promise<void> {
  if (kind === 'people') await endDates.openDated(tx)
}

/** Notes what a source tells in a listing, once the facts are written. */
export async function afterFacts(
  tx: Db,
  { id }: SourceRow,
  by: Change,
  kind: string,
): Promise<void> {
  if (kind === 'people') {
    await endDates.settleDated(tx, by)
    await told.notePeople(tx, id)
  }
  if (kind === 'teams') await told.noteTeams(tx, id)
}

/** Ends what a source gave and does not have any more, as far as its listing is whole; gives who has left a group. */
export async function endUntold(
  tx: Db,
  source: SourceRow,
  by: Change,
  whole: Whole[],
): Promise<number[]> {
  const left: number[] = []
  for (const it of whole) {
    if (it.of === 'values') await ends.endValues(tx, by, source, it.attributes)
    if (it.of === 'groups') left.push(...(await ends.leaveGroups(tx, by, source)))
    if (it.of === 'teams') await ends.endTeams(tx, by, source)
  }
  return left
}
