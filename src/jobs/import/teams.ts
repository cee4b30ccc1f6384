import type { Db } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as teams from '../../store/staged-teams.ts'
import type { Applying } from './facts.ts'

/** Teams with their place in the tree, their leads and, where the file names them, their people. */
export async function applyTeams(tx: Db, { lines, by, options }: Applying): Promise<void> {
  await imports.openStaged(tx, lines)
  await teams.upsertStaged(tx, by)
  await teams.joinStaged(tx, by, options.valid_from ?? null)
}
