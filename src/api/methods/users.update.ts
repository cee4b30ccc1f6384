import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as accountLinks from '../../store/account-links.ts'
import * as accounts from '../../store/accounts.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import { byEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { Properties } from '../shapes/properties.ts'

export const usersUpdate = method({
  name: 'users.update',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Changes properties of one user.',
  description:
    'What is not given stays; null clears. Accounts at GitHub, GitLab and Coder are linked by the usernames that are declared, and those of a username that is taken away are unlinked.',
  args: Properties.partial().extend({ email: z.string().describe('An address of the user.') }),
  result: z.object({ user: z.object({ id: Id, email: z.string() }).extend(Properties.shape) }),
  async run({ email, ...properties }, context) {
    const { id } = await byEmail(context.db, email)
    const deed = {
      action: 'users.update',
      object: `user:${id}`,
      details: { properties: Object.keys(properties) },
    }
    return change(context, deed, async (tx, by) => {
      await besideEdits(tx)
      await documents.touch(tx, [id])
      await refuseTaken(tx, id, properties)
      await users.update(tx, by, id, properties)
      await settle(tx, by)
      return { user: await byEmail(tx, email) }
    })
  },
})

/** What one source knows a person by is nobody else's. */
const KEYS = [
  ['github_username', 'github'],
  ['additional_github_username', 'github'],
  ['gitlab_username', 'gitlab'],
  ['coder_username', 'coder'],
] as const

async function refuseTaken(tx: Db, id: number, properties: users.Properties): Promise<void> {
  for (const [property, kind] of KEYS) {
    const username = properties[property]
    const owner = username ? await users.findBy(tx, kind, username) : undefined
    if (owner && owner.id !== id)
      throw new AppError('conflict', `${property}: somebody else has this username already.`)
  }
}

/** What follows: keys, links, the document, and the weeks to be counted anew, for the accounts before and after. */
async function settle(tx: Db, by: Change): Promise<void> {
  await weeks.markTouched(tx)
  await users.refreshKeys(tx)
  await accountLinks.unlinkUndeclared(tx, by)
  await accounts.linkUnlinked(tx, by)
  await weeks.markTouched(tx)
  await documents.refresh(tx, by.today)
}
