import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as accountLinks from '../../store/account-links.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import { byEmail } from '../known-user.ts'
import { method } from '../method.ts'

export const accountsLink = method({
  name: 'accounts.link',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Says whose an account is, or that it is nobody’s.',
  description:
    'The word of a person wins over every rule, now and later. Without email the account is nobody’s: no rule will link it again.',
  args: z.object({
    id: Id.describe('The account.'),
    email: z.string().nullable().default(null).describe('An address of the user; null: nobody.'),
  }),
  result: z.object({ id: Id, user_id: Id.nullable() }),
  async run({ id, email }, context) {
    const user_id = email === null ? null : (await byEmail(context.db, email)).id
    const deed = { action: 'accounts.link', object: `account:${id}`, details: { user_id } }
    await change(context, deed, async (tx, by) => {
      await accountLinks.touchOwners(tx, id, user_id)
      await weeks.markTouched(tx)
      if (!(await accountLinks.setByHand(tx, by, id, user_id)))
        throw new AppError('not_found', 'There is no such account.')
      await weeks.markTouched(tx)
    })
    return { id, user_id }
  },
})
