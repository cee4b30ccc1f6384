import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as accountLinks from '../../store/account-links.ts'
import type { Db } from '../../store/db.ts'
import { besideEdits } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as weeks from '../../store/weeks.ts'
import { change } from '../change.ts'
import { method } from '../method.ts'
import { relink } from '../relink.ts'
import { accountsAcceptSuggestions } from './accounts.acceptSuggestions.ts'

export const accountsUnlink = method({
  name: 'accounts.unlink',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Sets an account free again, or all that one acceptance of suggestions linked.',
  description:
    'The account waits for a person as before; accounts.link links it again. A rule that had linked it will not link it to the same person again. Accounts of an acceptance that were linked otherwise since stay as they are.',
  args: z.object({
    id: Id.optional().describe('The account; this or the acceptance.'),
    accepted: Id.optional().describe('What accounts.acceptSuggestions gave as its id.'),
  }),
  result: z.object({ unlinked: z.number().int().describe('Accounts that were set free.') }),
  async run({ id, accepted }, context) {
    if ((id === undefined) === (accepted === undefined))
      throw new AppError('invalid_arguments', 'id or accepted: one of the two is needed.', {
        issues: [{ path: 'id', message: 'id or accepted is needed.' }],
      })
    const object = id === undefined ? `entry:${accepted}` : `account:${id}`
    return change(context, { action: 'accounts.unlink', object }, async (tx, by) => ({
      unlinked:
        id === undefined
          ? await unlinkAccepted(tx, by, accepted ?? 0)
          : await unlinkOne(tx, by, id),
    }))
  },
})

function unlinkOne(tx: Db, by: Change, id: number): Promise<number> {
  return relink(tx, id, null, async ({ link }) => {
    await accountLinks.free(tx, by, [id])
    return link === null ? 0 : 1
  })
}

async function unlinkAccepted(tx: Db, by: Change, accepted: number): Promise<number> {
  await besideEdits(tx)
  const ids = await accountLinks.linkedBy(tx, accepted, accountsAcceptSuggestions.name)
  if (!ids) throw new AppError('not_found', 'There is no such acceptance of suggestions.')
  await accountLinks.touchOwners(tx, ids, [])
  await weeks.markTouched(tx)
  await accountLinks.free(tx, by, ids)
  return ids.length
}
