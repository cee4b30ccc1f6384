import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as accounts from '../../store/accounts.ts'
import * as bots from '../../store/bots.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { holdAccount } from '../relink.ts'
import { Account } from '../shapes/account.ts'

export const accountsJudge = method({
  name: 'accounts.judge',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Says whether an account is a bot, or takes that back.',
  description:
    'The word of a person holds over what sources say and the server suspects, now and later: an account that is no bot is never suspected again. It is then linked by the rules, if nobody has it yet, and the weeks of its person are counted anew.',
  args: z.object({
    id: Id.describe('The account.'),
    bot: z
      .boolean()
      .nullable()
      .describe('true: a bot; false: a person; null takes the word of a person back.'),
  }),
  result: z
    .object({ id: Id })
    .extend(Account.pick({ bot: true, bot_word: true, suspected: true }).shape),
  async run({ id, bot }, context) {
    const deed = { action: 'accounts.judge', object: `account:${id}`, details: { bot } }
    return change(context, deed, async (tx, by) => {
      await holdAccount(tx, id, null)
      await bots.judge(tx, by, id, bot)
      await accounts.linkUnlinked(tx, by)
      await weeks.markDirty(tx, by.entry)
      return { id, ...(await bots.info(tx, id)) }
    })
  },
})
