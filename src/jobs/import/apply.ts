import { AppError } from '../../errors.ts'
import {
  dayIn,
  dayText,
  type FactKind,
  ImportOptions,
  type ImportPreview,
} from '../../model/index.ts'
import * as audit from '../../store/audit.ts'
import { type Database, type Db, prepareForBulk, transaction } from '../../store/db.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import * as imports from '../../store/imports.ts'
import type { Change } from '../../store/journal.ts'
import * as previews from '../../store/previews.ts'
import * as settings from '../../store/settings.ts'
import { type Applying, applyFacts } from './facts.ts'
import { finish } from './finish.ts'
import { tooOldNotes } from './too-old.ts'

export interface ApplyInput {
  actor: string
  now: Date
  /** Do it all, tell what came of it, and take it back. */
  dry_run: boolean
  /** The key of the installation, which seals those of surveys. */
  secretKey?: (() => string) | undefined
}

/** Carries a finished dry run out of its transaction, which it rolls back. */
class DryRun extends Error {
  readonly preview: ImportPreview
  constructor(preview: ImportPreview) {
    super('dry run')
    this.preview = preview
  }
}

/**
 * Applies a staged import: whole or not at all, in one transaction. A dry run is the same, taken back at the end, so a
 * preview cannot differ from what follows. The same file a second time changes nothing. Throws `not_found`, `conflict`.
 */
export async function apply(
  { db }: Database,
  id: number,
  input: ApplyInput,
): Promise<ImportPreview> {
  try {
    return await transaction(db, (tx) => applyIn(tx, id, input))
  } catch (error) {
    if (!(error instanceof DryRun)) throw error
    await imports.progress(db, id, { preview: error.preview })
    return error.preview
  }
}

async function applyIn(
  tx: Db,
  id: number,
  { actor, now, dry_run, secretKey }: ApplyInput,
): Promise<ImportPreview> {
  await prepareForBulk(tx)
  await besideNothing(tx) // one import at a time: each builds on the one before
  const it = await imports.info(tx, id)
  if (!it) throw new AppError('not_found', 'There is no such import.')
  if (it.status !== 'staged')
    throw new AppError(
      'conflict',
      `This import is ${it.status}; only one that was read whole can be applied.`,
    )
  const { time_zone } = await settings.read(tx)
  const twin = await imports.twin(tx, it)
  const day = (at: string | Date) => dayIn(time_zone, new Date(at))
  const today = day(twin?.applied_at ?? now)
  const entry = await audit.record(tx, { actor, action: 'imports.apply', object: `import:${id}` })
  const by: Change = { entry, import_id: id, source: it.source, today }
  const applying: Applying = {
    lines: imports.usableLines(id),
    options: ImportOptions.parse(it.options),
    by,
    time_zone,
    covers: 'span',
    notes: [],
    secretKey,
  }
  if (twin)
    applying.notes.push(
      `This very file was applied on ${dayText(day(twin.applied_at ?? now))} already.`,
    )
  await applyFacts(tx, it.kind as FactKind, applying)
  await finish(tx, by, { directory: true, later: true })
  const preview: ImportPreview = {
    import_id: id,
    kind: it.kind as FactKind,
    title: it.title,
    file_name: it.file_name,
    dry_run,
    lines: it.lines,
    counts: await imports.settle(tx, id),
    ...(await previews.effects(tx, by)),
    refusals: await previews.refusals(tx, id),
    notes: [...applying.notes, ...(await tooOldNotes(tx, { kind: it.kind, entry, today }))],
  }
  if (dry_run) throw new DryRun(preview)
  await imports.progress(tx, id, { status: 'applied', applied_in: entry, preview })
  return preview
}
