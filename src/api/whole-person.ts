import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import { type Identity, identityOf } from '../store/erasure-identity.ts'
import type { Person } from '../store/erasure-plan.ts'
import { answeredBy } from '../surveys/answered-by.ts'
import type { Context } from './method.ts'

/** Somebody with all that they are known by, in surveys too. Throws `not_found`. */
export async function wholePerson(
  db: Db,
  id: number,
  { sources }: Pick<Context, 'sources'>,
): Promise<{ identity: Identity; person: Person }> {
  const identity = await identityOf(db, id)
  if (!identity) throw new AppError('not_found', 'Nobody has this id.')
  const { emails, usernames } = identity
  const answered = await answeredBy(db, id, sources?.secretKey)
  return { identity, person: { id, emails, usernames, answered } }
}
