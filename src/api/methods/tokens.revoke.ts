import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as tokens from '../../store/tokens.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { managedBy } from '../own-tokens.ts'

export const tokensRevoke = method({
  name: 'tokens.revoke',
  verb: 'POST',
  scope: null,
  summary: 'Ends a token.',
  description:
    'Any with the scope admin; for a person who is signed in, one of their own. It ends at once on the server that is asked, and within seconds on others.',
  args: z.object({ id: Id.describe('The token.') }),
  result: z.object({}),
  async run({ id }, context) {
    const owner = managedBy(context.actor)
    const token = await tokens.info(context.db, id)
    if (!token || (owner !== undefined && token.user_id !== owner))
      throw new AppError('not_found', 'There is no such token.')
    await change(context, { action: 'tokens.revoke', object: `token:${id}` }, (tx, { entry }) =>
      tokens.revoke(tx, entry, id, context.now),
    )
    context.forgetActors()
    return {}
  },
})
