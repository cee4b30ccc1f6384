import { AppError } from '../../errors.ts'
import type { Db } from '../../store/db.ts'
import * as resources from '../../store/scim-resources.ts'
import type { Kind } from './attribute.ts'
import { versionOf } from './present.ts'
import { refusal } from './refusal.ts'

/** The resource of an id. Throws `not_found`. */
export async function theRow(
  db: Db,
  { type }: Kind,
  id: string,
  options?: { lock: boolean },
): Promise<resources.ScimRow> {
  const row = await resources.info(db, type, id, options)
  if (!row) throw new AppError('not_found', `There is no ${type} with this id.`)
  return row
}

/** Refuses a change of what has been changed since the client read it, where the client says what it read. */
export function expectVersion(row: resources.ScimRow, ifMatch: string | undefined): void {
  if (ifMatch === undefined || ifMatch === '*') return
  if (!isOneOf(ifMatch, row))
    throw refusal('preconditionFailed', 'This resource has been changed meanwhile.')
}

/** Whether one of these entity tags is that of the resource. */
export function isOneOf(tags: string, row: resources.ScimRow): boolean {
  return tags.split(',').some((it) => it.trim() === versionOf(row))
}
