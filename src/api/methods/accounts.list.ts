import * as z from 'zod'
import type { Suggestion } from '../../identity/suggest.ts'
import { Page, PageInfo, pageInfo } from '../../model/index.ts'
import * as bots from '../../store/bots.ts'
import type { Db } from '../../store/db.ts'
import * as unmatched from '../../store/unmatched.ts'
import * as users from '../../store/users.ts'
import { method } from '../method.ts'
import { Account } from '../shapes/account.ts'
import { suggestPeople } from '../suggest-people.ts'

/** People suggested for one account. */
const FEW = 3

export const accountsList = method({
  name: 'accounts.list',
  verb: 'GET',
  scope: 'users:read',
  summary: 'Lists accounts that belong to nobody yet, with whose they might be.',
  description:
    'Those with the most pull requests come first. A suggestion is never applied by itself: accounts.link accepts one, accounts.acceptSuggestions many, accounts.reject declines one for good. accounts.judge says what is a bot.',
  args: Page.extend({
    source: z.string().optional().describe('Only those of this source, such as github.'),
    linked: z.boolean().default(false).describe('Instead those that wait for nobody.'),
    bots: z
      .boolean()
      .default(false)
      .describe(
        'Instead bots, suspected ones first, and those that a person has said are none, whoever they belong to.',
      ),
    q: z
      .string()
      .trim()
      .max(200)
      .default('')
      .describe('Only those whose username, name or address holds this.'),
  }),
  result: PageInfo.extend({
    accounts: z.array(Account),
    suspected: z
      .number()
      .int()
      .describe(
        'How many accounts, of all sources, are suspected bots of which no person has spoken.',
      ),
  }),
  async run(args, { db }) {
    const { accounts, total } = await unmatched.list(db, args)
    const suggestions = args.linked || args.bots ? [] : await likeliest(db, accounts)
    const people = await users.named(db, [
      ...accounts.flatMap(({ user_id }) => user_id ?? []),
      ...suggestions.map(({ user_id }) => user_id),
    ])
    const byId = new Map(people.map((person) => [person.id, person]))
    return {
      accounts: accounts.map(({ user_id, ...account }) => ({
        ...account,
        user: (user_id !== null && byId.get(user_id)) || null,
        suggestions: suggestions.flatMap(({ account_id, user_id, score, reasons }) => {
          const user = byId.get(user_id)
          return account_id === account.id && user ? [{ user, score, reasons }] : []
        }),
      })),
      suspected: await bots.unreviewed(db),
      ...pageInfo(args, total),
    }
  },
})

async function likeliest(db: Db, accounts: unmatched.ListedAccount[]): Promise<Suggestion[]> {
  const found = [...(await suggestPeople(db, accounts)).values()].flat()
  const byAccount = Map.groupBy(found, ({ account_id }) => account_id)
  return [...byAccount.values()].flatMap((some) => some.slice(0, FEW))
}
