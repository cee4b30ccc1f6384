import { AppError } from '../../errors.ts'
import { dayIn } from '../../model/index.ts'
import * as admins from '../../store/admins.ts'
import * as audit from '../../store/audit.ts'
import { type Database, type Db, prepareForBulk, transaction } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import * as imports from '../../store/imports.ts'
import { holdCounting } from '../../store/merges.ts'
import * as pendingDocuments from '../../store/pending-documents.ts'
import { lookAnew } from '../../store/retention.ts'
import * as settings from '../../store/settings.ts'
import * as waves from '../../store/survey-waves.ts'
import { ofMerged, type Undone, undo as undoRows } from '../../store/undo.ts'
import * as users from '../../store/users.ts'
import * as weeks from '../../store/weeks.ts'
import type { ApplyInput } from './apply.ts'

export interface UndoAnswer {
  import_id: number
  dry_run: boolean
  tables: Undone[]
}

class DryRun extends Error {
  readonly answer: UndoAnswer
  constructor(answer: UndoAnswer) {
    super('dry run')
    this.answer = answer
  }
}

/**
 * Takes an applied import back, in one transaction: what it changed becomes as it was, what it created goes. What has
 * been changed since stays and is counted. Throws `not_found`, `not_undoable`; `conflict` where no Workspace Admin would be left.
 */
export async function undo({ db }: Database, id: number, input: ApplyInput): Promise<UndoAnswer> {
  try {
    return await transaction(db, (tx) => undoIn(tx, id, input))
  } catch (error) {
    if (error instanceof DryRun) return error.answer
    throw error
  }
}

async function undoIn(
  tx: Db,
  id: number,
  { actor, now, dry_run }: ApplyInput,
): Promise<UndoAnswer> {
  await prepareForBulk(tx)
  await besideNothing(tx)
  await holdCounting(tx)
  const it = await imports.info(tx, id)
  if (!it) throw new AppError('not_found', 'There is no such import.')
  if (it.status !== 'applied' || it.applied_in === null)
    throw new AppError(
      'not_undoable',
      `This import is ${it.status}; only an applied one can be undone.`,
    )
  if (await ofMerged(tx, id))
    throw new AppError(
      'not_undoable',
      'Somebody whom this import concerns has been merged into another person since; split that merge first.',
    )
  if (await waves.ofDestroyed(tx, id))
    throw new AppError(
      'not_undoable',
      'The key of this survey is destroyed: nobody can tell any more whose answers this import brought.',
    )
  const { time_zone } = await settings.read(tx)
  await documents.collectTouched(tx, it.applied_in)
  await weeks.markDirty(tx, it.applied_in)
  const applied_in = it.applied_in
  const tables = await admins.keepOne(tx, () => undoRows(tx, id, applied_in))
  await lookAnew(tx)
  await users.refreshKeys(tx)
  await documents.refresh(tx, dayIn(time_zone, now))
  await pendingDocuments.settle(tx, it.applied_in)
  const answer = { import_id: id, dry_run, tables }
  if (dry_run) throw new DryRun(answer)
  const entry = await audit.record(tx, { actor, action: 'imports.undo', object: `import:${id}` })
  await imports.progress(tx, id, { status: 'undone', undone_in: entry })
  return answer
}
