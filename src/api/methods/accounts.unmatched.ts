import * as z from 'zod'
import * as unmatched from '../../store/unmatched.ts'
import { method } from '../method.ts'

export const accountsUnmatched = method({
  name: 'accounts.unmatched',
  verb: 'GET',
  scope: 'users:read',
  summary: 'Counts the accounts that belong to nobody yet, and the facts that hang on them.',
  description:
    'Facts are pull requests, reviews and days of use. Reports leave out those of unmatched accounts. Bots do not count.',
  args: z.object({}),
  result: z.object({
    sources: z.array(
      z.object({
        source: z.string(),
        accounts: z.number().int(),
        unmatched: z.number().int().describe('Accounts that belong to nobody yet.'),
        facts: z.number().int(),
        unmatched_facts: z.number().int().describe('Facts that hang on them.'),
      }),
    ),
  }),
  async run(_, { db }) {
    return { sources: await unmatched.shares(db) }
  },
})
