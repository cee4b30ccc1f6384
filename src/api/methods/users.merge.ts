import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { Id } from '../../model/index.ts'
import * as admins from '../../store/admins.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as mergeJournal from '../../store/merge-journal.ts'
import * as merges from '../../store/merges.ts'
import * as userRoles from '../../store/user-roles.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'
import type { Actor } from '../actor.ts'
import { droppedIn } from '../dropped-properties.ts'
import { byId } from '../known-user.ts'
import { type Context, method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { scopesOf } from '../scopes.ts'
import { Dropped, RowCount } from '../shapes/merge.ts'

export const usersMerge = method({
  name: 'users.merge',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Makes one person of two users.',
  description:
    'Accounts, addresses, attributes with their history, teams, roles, groups, what they own and their tokens go to the user that stays; where both say something, that user’s word holds. The other user is gone until users.split takes the merge back. Nobody can give a user rights that they lack themselves.',
  args: z.object({
    into: Id.describe('The user that stays.'),
    from: Id.describe('The user that goes.'),
    dry_run: z.boolean().default(false).describe('Only tell what it would do.'),
  }),
  result: z.object({
    id: Id.nullable().describe('What users.split takes the merge back by; null: a dry run.'),
    dry_run: z.boolean(),
    moved: z.array(RowCount).describe('Rows that are changed, by table.'),
    dropped: z.array(Dropped).describe('What the user that goes said otherwise.'),
  }),
  async run({ into, from, dry_run }, context) {
    if (into === from)
      throw new AppError('invalid_arguments', 'into and from are the same user.', {
        issues: [{ path: 'from', message: 'This is the same user as into.' }],
      })
    const deed = { action: 'users.merge', object: `user:${into}`, details: { from } }
    const done = await changeOrRehearse(context, dry_run, deed, (tx, by) =>
      merge(tx, by, { into_id: into, from_id: from }, context),
    )
    if (!dry_run) context.forgetActors()
    return { ...done, id: dry_run ? null : done.id, dry_run }
  },
})

async function merge(tx: Db, by: Change, pair: merges.Pair, { actor, now }: Context) {
  const { into_id, from_id } = pair
  await besideNothing(tx)
  await merges.holdCounting(tx)
  await documents.touch(tx, [into_id, from_id])
  await byId(tx, into_id)
  const from = await byId(tx, from_id)
  await refuseGain(tx, actor, pair)
  await weeks.markTouched(tx)
  const id = await admins.keepOne(tx, () => merges.merge(tx, pair, { entry: by.entry, at: now }))
  await weeks.markTouched(tx)
  await users.refreshKeys(tx)
  await documents.refresh(tx, by.today)
  return {
    id,
    moved: await mergeJournal.counts(tx, id),
    dropped: droppedIn(from, await byId(tx, into_id)),
  }
}

/** Whoever can sign in as one of the two may do afterwards what either could. */
async function refuseGain(tx: Db, actor: Actor, { into_id, from_id }: merges.Pair): Promise<void> {
  const roles = [...(await userRoles.ofUser(tx, into_id)), ...(await userRoles.ofUser(tx, from_id))]
  const anybody = scopesOf([])
  const gained = [...scopesOf(roles.map(({ name }) => name))].filter((scope) => !anybody.has(scope))
  const lacking = gained.find((scope) => !actor.scopes.has(scope))
  if (lacking !== undefined)
    throw new AppError(
      'not_authorized',
      `One of the two has a role with the scope ${lacking}; to merge them needs it too.`,
    )
}
