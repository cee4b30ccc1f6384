import * as z from 'zod'
import * as tokens from '../../store/tokens.ts'
import { method } from '../method.ts'
import { managedBy } from '../own-tokens.ts'
import { Token } from '../shapes/token.ts'

export const tokensList = method({
  name: 'tokens.list',
  verb: 'GET',
  scope: null,
  summary: 'Lists the tokens that there are or were, the newest first.',
  description: 'All of them with the scope admin; for a person who is signed in, their own.',
  args: z.object({}),
  result: z.object({ tokens: z.array(Token) }),
  async run(_args, { db, actor }) {
    return { tokens: await tokens.list(db, { user_id: managedBy(actor) }) }
  },
})
