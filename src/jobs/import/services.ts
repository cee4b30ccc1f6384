import type { Db } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as services from '../../store/staged-services.ts'
import type { Applying } from './facts.ts'

/** Services, by what names sources call them, and whose they are. */
export async function applyServices(tx: Db, { lines, by, options }: Applying): Promise<void> {
  await imports.openStaged(tx, lines)
  await services.stateStaged(tx, by, options.valid_from ?? null)
}
