import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import * as serviceEdits from '../store/service-edits.ts'

/** A service that was entered, with what it is called beside its name. Throws `not_found`. */
export async function knownService(
  db: Db,
  id: number,
): Promise<{ id: number; name: string; aliases: string[] }> {
  const service = await serviceEdits.info(db, id)
  if (service) return service
  throw new AppError('not_found', 'There is no such service; services.list tells their ids.')
}
