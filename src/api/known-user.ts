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
