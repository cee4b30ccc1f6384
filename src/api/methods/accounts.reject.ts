import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as suggestions from '../../store/suggestions.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { holdAccount } from '../relink.ts'

export const accountsReject = method({
  name: 'accounts.reject',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Says that an account is not a certain person’s, or takes that back.',
  description:
    'A rejected suggestion does not come back, and no rule links the account to this person; accounts.link still does.',
  args: z.object({
    id: Id.describe('The account.'),
    user_id: Id.describe('The person whose it is not.'),
    rejected: z.boolean().default(true).describe('false takes the rejection back.'),
  }),
  result: z.object({ id: Id, user_id: Id, rejected: z.boolean() }),
  async run({ id, user_id, rejected }, context) {
    const deed = {
      action: 'accounts.reject',
      object: `account:${id}`,
      details: { user_id, rejected },
    }
    await change(context, deed, async (tx, by) => {
      const account = await holdAccount(tx, id, user_id)
      if (rejected && account.user_id === user_id)
        throw new AppError('conflict', 'The account is this person’s; unlink it instead.')
      const pair = { account_id: id, user_id }
      await (rejected ? suggestions.reject(tx, by.entry, pair) : suggestions.allow(tx, pair))
    })
    return { id, user_id, rejected }
  },
})
