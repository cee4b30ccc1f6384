import * as absences from '../../store/absences.ts'
import type { Db } from '../../store/db.ts'
import type { Applying } from './facts.ts'
import { openOfPeople } from './of-people.ts'

/** Whose source names none: a list of absences speaks of nothing else that an account at its source would make known. */
const SOURCE = 'absences'

/** Days on which people were away. */
export async function applyAbsences(tx: Db, applying: Applying): Promise<void> {
  await openOfPeople(tx, applying, {
    source: applying.options.source ?? SOURCE,
    columns: absences.STAGED,
  })
  await absences.dedupeStaged(tx)
  await absences.upsertStaged(tx, applying.by)
}
