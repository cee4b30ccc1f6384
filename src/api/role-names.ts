import { AppError } from '../errors.ts'
import type { Db } from '../store/db.ts'
import * as userRoles from '../store/user-roles.ts'
import { KNOWN_ROLES } from './scopes.ts'

/** Names of roles as they are written, by their place in the arguments. */
type Wanted = { path: string; name: string }[]

/** The roles of these names as they are written here. Throws `invalid_arguments` for one that is not there. */
export async function knownRoles(db: Db, wanted: Wanted): Promise<string[]> {
  const names = [...KNOWN_ROLES, ...(await userRoles.names(db))]
  return wanted.map(({ path, name }) => {
    const found = names.find((one) => one.toLowerCase() === name.toLowerCase())
    if (found === undefined)
      throw wrongRole(path, `There is no role "${name}". There are: ${list(names)}.`)
    return found
  })
}

/** The refusal of an argument that names a role. */
export function wrongRole(path: string, message: string): AppError {
  return new AppError('invalid_arguments', `${path}: ${message}`, { issues: [{ path, message }] })
}

function list(names: string[]): string {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].join(', ')
}
