import { AppError } from '../errors.ts'
import * as accountLinks from '../store/account-links.ts'
import type { Db } from '../store/db.ts'
import { besideEdits } from '../store/edit-lock.ts'
import * as weeks from '../store/weeks.ts'
import { byId } from './known-user.ts'

/**
 * Changes whose an account is, with the weeks of the users whose it was and will be marked to be counted anew. `work` gets the
 * link as it was. Throws `not_found`.
 */
export async function relink<T>(
  tx: Db,
  account_id: number,
  user_id: number | null,
  work: (before: accountLinks.AccountLink) => Promise<T>,
): Promise<T> {
  const before = await holdAccount(tx, account_id, user_id)
  await weeks.markTouched(tx)
  const done = await work(before)
  await weeks.markTouched(tx)
  return done
}

/**
 * How an account is linked, which stays so until the transaction ends, as do its owner and the user given: both are in the
 * table `touched` then. Throws `not_found`.
 */
export async function holdAccount(
  tx: Db,
  account_id: number,
  user_id: number | null,
): Promise<accountLinks.AccountLink> {
  await besideEdits(tx)
  await accountLinks.touchOwners(tx, [account_id], user_id === null ? [] : [user_id])
  const [account] = await accountLinks.ofAccounts(tx, [account_id])
  if (!account) throw new AppError('not_found', 'There is no such account.')
  if (user_id !== null) await byId(tx, user_id)
  return account
}
