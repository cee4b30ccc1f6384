import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as accountLinks from '../../store/account-links.ts'
import * as suggestions from '../../store/suggestions.ts'
import { change } from '../change.ts'
import { byEmail } from '../known-user.ts'
import { method } from '../method.ts'
import { relink } from '../relink.ts'

export const accountsLink = method({
  name: 'accounts.link',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Says whose an account is, or that it is nobody’s.',
  description:
    'The word of a person wins over every rule, now and later; accounts.unlink takes it back. Without email the account is nobody’s: no rule will link it again.',
  args: z.object({
    id: Id.describe('The account.'),
    email: z.string().nullable().default(null).describe('An address of the user; null: nobody.'),
  }),
  result: z.object({ id: Id, user_id: Id.nullable() }),
  async run({ id, email }, context) {
    const user_id = email === null ? null : (await byEmail(context.db, email)).id
    const deed = { action: 'accounts.link', object: `account:${id}`, details: { user_id } }
    await change(context, deed, (tx, by) =>
      relink(tx, id, user_id, async () => {
        if (user_id !== null) await suggestions.allow(tx, { account_id: id, user_id })
        await accountLinks.setByHand(tx, by, id, user_id)
      }),
    )
    return { id, user_id }
  },
})
