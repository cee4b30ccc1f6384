import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import * as users from '../store/users.ts'

/** The user of an e-mail address, main or alias. Throws `not_found`. */
export async function byEmail(db: Db, email: string): Promise<users.UserRow> {
  return there(await users.findBy(db, 'email', email), 'address')
}

/** The user of an id. Throws `not_found`. */
export async function byId(db: Db, id: number): Promise<users.UserRow> {
  return there(await users.info(db, id), 'id')
}

/** The user of an id, or else of an address; one of the two is needed. Throws `not_found` and `invalid_arguments`. */
export async function byIdOrEmail(
  db: Db,
  { id, email }: { id?: number | undefined; email?: string | undefined },
): Promise<users.UserRow> {
  if (id !== undefined) return byId(db, id)
  if (email !== undefined) return byEmail(db, email)
  throw new AppError('invalid_arguments', 'id or email: one of the two is needed.', {
    issues: [{ path: 'id', message: 'id or email is needed.' }],
  })
}

/** The user known by a username at a source. Throws `not_found`. */
export async function byUsername(
  db: Db,
  source: 'github' | 'gitlab',
  username: string,
): Promise<users.UserRow> {
  return there(await users.findBy(db, source, username), 'username')
}

function there(user: users.UserRow | undefined, by: string): users.UserRow {
  if (!user) throw new AppError('not_found', `Nobody has this ${by}.`)
  return user
}
