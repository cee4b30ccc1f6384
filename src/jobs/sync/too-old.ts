import { counted } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import type { Change } from '../../store/journal.ts'
import { broughtTooOld } from '../../store/retention-outlook.ts'
import type { LeftRow } from '../../store/sources.ts'

/** Says of facts that a source has just brought which are from weeks that are closed: no week counts them. */
export async function tooOldLeft(
  tx: Db,
  { entry, today }: Change,
  kinds: readonly string[],
): Promise<LeftRow[]> {
  const { facts, kept_from } = await broughtTooOld(tx, { kinds, entry, today })
  return facts.flatMap(({ table, uncounted }) =>
    uncounted === 0
      ? []
      : {
          about: `${table.replaceAll('_', ' ')} before ${kept_from}`,
          code: 'too_old',
          message: `These weeks are closed, so no week counts them, and the next day's work takes them away: ${counted(uncounted, 'fact')} the last time.`,
        },
  )
}
