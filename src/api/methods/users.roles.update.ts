import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as admins from '../../store/admins.ts'
import * as documents from '../../store/documents.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import * as userRoles from '../../store/user-roles.ts'
import { change } from '../change.ts'
import { byIdOrEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { knownRoles, wrongRole } from '../role-names.ts'
import { User } from '../shapes/user.ts'

const Names = z.array(z.string().trim().min(1)).default([])

export const usersRolesUpdate = method({
  name: 'users.roles.update',
  verb: 'POST',
  scope: 'admin',
  summary: 'Gives a user roles, and takes roles away.',
  description:
    'The other roles stay. A role is one that Facet knows, or one that an import has made. What a person may do changes at once; the last person who can sign in as a Workspace Admin stays one. A role that a group of the identity provider gives (setting group_roles) is given back by the group at the next sign-in, or when the provider next changes the group; one that is given here stays, whatever the groups say.',
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
    const given = await knownRoles(db, named('add', add))
    const taken = await knownRoles(db, named('remove', remove))
    refuseBoth(given, taken)
    const details = { add: given, remove: taken }
    const deed = { action: 'users.roles.update', object: `user:${id}`, details }
    const answer = await change(context, deed, async (tx, by) => {
      await besideEdits(tx)
      await documents.touch(tx, [id])
      await userRoles.ensure(tx, by, given)
      await userRoles.add(tx, by, id, given)
      if (taken.length > 0) await admins.keepOne(tx, () => userRoles.remove(tx, id, taken))
      await documents.refresh(tx, by.today)
      return { user: { id, email, roles: await userRoles.ofUser(tx, id) } }
    })
    forgetActors()
    return answer
  },
})

const named = (path: string, names: string[]) => names.map((name) => ({ path, name }))

function refuseBoth(given: string[], taken: string[]): void {
  const both = given.find((name) => taken.includes(name))
  if (both !== undefined)
    throw wrongRole('remove', `${both} cannot be given and taken away at once.`)
}
