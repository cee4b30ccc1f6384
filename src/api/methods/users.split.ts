import * as z from 'zod'
import { AppError } from '../../errors.ts'
import { counted, Id } from '../../model/index.ts'
import * as admins from '../../store/admins.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import type { Change } from '../../store/journal.ts'
import * as merges from '../../store/merges.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'
import { type Context, method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { UserRef } from '../shapes/user.ts'

export const usersSplit = method({
  name: 'users.split',
  verb: 'POST',
  scope: 'users:write',
  summary: 'Takes a merge of two users back, whole or not at all.',
  description:
    'Both are as they were before. What came to the one since stays there. Where something that the merge moved was changed since, the split is refused with error_details.changed, which counts it by table.',
  args: z.object({
    id: Id.describe('The merge, as users.merge or users.merges.list gave it.'),
    dry_run: z.boolean().default(false).describe('Only tell whether it can be done.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    into: UserRef.describe('The user that had stayed.'),
    from: UserRef.describe('The user that is there again.'),
  }),
  async run({ id, dry_run }, context) {
    const deed = { action: 'users.split', object: `merge:${id}` }
    const both = await changeOrRehearse(context, dry_run, deed, (tx, by) =>
      split(tx, by, id, context),
    )
    if (!dry_run) context.forgetActors()
    return { dry_run, ...both }
  },
})

async function split(tx: Db, by: Change, id: number, { now }: Context) {
  await besideNothing(tx)
  await merges.holdCounting(tx)
  const it = await merges.info(tx, id)
  if (!it) throw new AppError('not_found', 'There is no such merge.')
  await refuse(tx, it)
  await documents.touch(tx, [it.into_id])
  await weeks.markTouched(tx)
  await admins.keepOne(tx, () => merges.split(tx, it, { entry: by.entry, at: now }))
  await weeks.markTouched(tx)
  await users.refreshKeys(tx)
  await documents.refresh(tx, by.today)
  const both = await users.named(tx, [it.into_id, it.from_id])
  const named = (id: number) => both.find((user) => user.id === id) ?? { id, name: '', email: '' }
  return { into: named(it.into_id), from: named(it.from_id) }
}

async function refuse(tx: Db, it: merges.MergeRow): Promise<void> {
  if (it.split_at !== null) throw new AppError('not_undoable', 'This merge was split already.')
  const later = await merges.mergedAway(tx, it.into_id)
  if (later)
    throw new AppError('not_undoable', 'The user that stayed was merged since: split that first.')
  const changed = await merges.changedSince(tx, it)
  if (changed.length === 0) return
  const rows = changed.map(({ table, rows }) => `${counted(rows, 'row')} of ${table}`).join(', ')
  throw new AppError('not_undoable', `Changed since the merge: ${rows}.`, { changed })
}
