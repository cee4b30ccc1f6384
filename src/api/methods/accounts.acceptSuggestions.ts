import * as z from 'zod'
import { clearOnes } from '../../identity/clear-ones.ts'
import type { Suggestion } from '../../identity/suggest.ts'
import { Id } from '../../model/index.ts'
import * as accountLinks from '../../store/account-links.ts'
import type { Db } from '../../store/db.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import * as unmatched from '../../store/unmatched.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import type { Context } from '../method.ts'
import { method } from '../method.ts'
import { AccountRef, Suggestion as SuggestionShape } from '../shapes/account.ts'
import { suggestPeople } from '../suggest-people.ts'

/** Links listed in an answer; their number is always told. */
const LISTED = 100

export const accountsAcceptSuggestions = method({
  name: 'accounts.acceptSuggestions',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Accepts all suggestions from a score on that leave no choice.',
  description:
    'That is: nobody else fits the account as well, and no other account of the source fits the person as well. accounts.unlink takes an acceptance back.',
  args: z.object({
    source: z.string().optional().describe('Only accounts of this source, such as github.'),
    score: z.number().min(0.5).max(1).describe('The least score, from 0.5 to 1.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({
    id: Id.nullable().describe(
      'What accounts.unlink takes this acceptance back by; null: nothing was linked.',
    ),
    dry_run: z.boolean(),
    total: z.number().int().describe('Accounts that are linked by it.'),
    links: z
      .array(SuggestionShape.extend({ account: AccountRef }))
      .describe(`The first ${LISTED} of them, the surest first.`),
  }),
  async run({ source, score, dry_run }, context) {
    const accounts = await unmatched.waiting(context.db, source)
    const clear = await clearSuggestions(context.db, accounts, score)
    const { id, linked } = dry_run ? { id: null, linked: clear } : await accept(context, clear)
    return {
      id: linked.length > 0 ? id : null,
      dry_run,
      total: linked.length,
      links: await described(context.db, linked.slice(0, LISTED), accounts),
    }
  },
})

async function clearSuggestions(
  db: Db,
  accounts: unmatched.WaitingAccount[],
  score: number,
): Promise<Suggestion[]> {
  const bySource = [...(await suggestPeople(db, accounts)).values()]
  return bySource
    .flatMap((some) => clearOnes(some, score))
    .sort((a, b) => b.score - a.score || a.account_id - b.account_id)
}

/** Links what is still free when its turn comes. */
function accept(context: Context, clear: Suggestion[]) {
  const deed = { action: 'accounts.acceptSuggestions', details: { suggestions: clear.length } }
  return change(context, deed, async (tx, by) => {
    await besideEdits(tx)
    await accountLinks.touchOwners(
      tx,
      clear.map(({ account_id }) => account_id),
      clear.map(({ user_id }) => user_id),
    )
    const ids = new Set(await accountLinks.linkFree(tx, by, clear))
    await weeks.markTouched(tx)
    return { id: by.entry, linked: clear.filter(({ account_id }) => ids.has(account_id)) }
  })
}

async function described(db: Db, links: Suggestion[], accounts: unmatched.WaitingAccount[]) {
  const people = await users.named(
    db,
    links.map(({ user_id }) => user_id),
  )
  const accountsById = new Map(accounts.map((account) => [account.id, account]))
  const peopleById = new Map(people.map((person) => [person.id, person]))
  return links.flatMap(({ account_id, user_id, score, reasons }) => {
    const [account, user] = [accountsById.get(account_id), peopleById.get(user_id)]
    return account && user ? [{ account, user, score, reasons }] : []
  })
}
