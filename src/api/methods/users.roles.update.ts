import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import * as userRoles from '../../store/user-roles.ts'
import { change } from '../change.ts'
import { byIdOrEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { KNOWN_ROLES } from '../scopes.ts'
import { User } from '../shapes/user.ts'

const Names = z.array(z.string().trim().min(1)).default([])

export const usersRolesUpdate = method({
  name: 'users.roles.update',
  verb: 'POST',
  scope: 'admin',
  summary: 'Gives a user roles, and takes roles away.',
  description:
    'The other roles stay. A role is one that Facet knows, or one that an import has made. What a person may do changes at once; the last person who can sign in as a Workspace Admin stays one.',
  args: z.object({
    id: Id.optional().describe('The user; this or the address.'),
    email: z.string().optional().describe('An e-mail address of the user.'),
    add: Names.describe('Names of roles to give, compared without case.'),
    remove: Names.describe('Names of roles to take away.'),
  }),
  result: z.object({
    user: z.object({ id: Id, email: z.string(), roles: User.shape.roles }),
  }),
  async run({ add, remove, ...who }, context) {
    const { db, forgetActors } = context
    const { id, email } = await byIdOrEmail(db, who)
    const names = [...KNOWN_ROLES, ...(await userRoles.names(db))]
    const given = known(names, 'add', add)
    const taken = known(names, 'remove', remove)
    refuseBoth(given, taken)
    const details = { add: given, remove: taken }
    const deed = { action: 'users.roles.update', object: `user:${id}`, details }
    const answer = await change(context, deed, async (tx, by) => {
      await besideEdits(tx)
      await documents.touch(tx, [id])
      await userRoles.ensure(tx, by, given)
      await userRoles.add(tx, by, id, given)
      if (taken.length > 0) await takeAway(tx, id, taken)
      await documents.refresh(tx, by.today)
      return { user: { id, email, roles: await userRoles.ofUser(tx, id) } }
    })
    forgetActors()
    return answer
  },
})

async function takeAway(tx: Db, id: number, roles: string[]): Promise<void> {
  const before = await userRoles.anyAdmin(tx)
  await userRoles.remove(tx, id, roles)
  if (before && !(await userRoles.anyAdmin(tx)))
    throw new AppError(
      'conflict',
      'Nobody would be a Workspace Admin any more. Give the role to somebody else first.',
    )
}

/** The roles of these names as they are written. Throws `invalid_arguments` for one that is not there. */
function known(names: string[], path: 'add' | 'remove', wanted: string[]): string[] {
  return wanted.map((name) => {
    const found = names.find((one) => one.toLowerCase() === name.toLowerCase())
    if (found === undefined)
      throw wrong(path, `There is no role "${name}". There are: ${list(names)}.`)
    return found
  })
}

function list(names: string[]): string {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].join(', ')
}

function refuseBoth(given: string[], taken: string[]): void {
  const both = given.find((name) => taken.includes(name))
  if (both !== undefined) throw wrong('remove', `${both} cannot be given and taken away at once.`)
}

function wrong(path: string, message: string): AppError {
  return new AppError('invalid_arguments', `${path}: ${message}`, { issues: [{ path, message }] })
}
