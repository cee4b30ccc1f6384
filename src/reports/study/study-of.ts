import { AppError } from '../../errors.ts'
import type { Study, StudyState } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as studies from '../../store/studies.ts'

/** How far a study is on a day. */
export function stateOf(
  { started_at, closed_at, to }: Pick<studies.StudyRow, 'started_at' | 'closed_at' | 'to'>,
  today: string,
): StudyState {
  if (closed_at !== null) return 'closed'
  if (started_at === null) return 'draft'
  return today < to ? 'started' : 'ended'
}

/** Every study as it is told on a day. */
export async function allStudies(db: Db, today: string): Promise<Study[]> {
  return withChanges(db, await studies.list(db), today)
}

/** The study of an id as it is told on a day. Throws `not_found`. */
export async function studyOf(db: Db, id: number, today: string): Promise<Study> {
  const [study] = await withChanges(db, [await rowOf(db, id)], today)
  return study as Study
}

/** The row of an id. Throws `not_found`. */
export async function rowOf(db: Db, id: number): Promise<studies.StudyRow> {
  return found(await studies.info(db, id))
}

/** The row of an id, held until the transaction ends. Throws `not_found`. */
export async function heldRow(tx: Db, id: number): Promise<studies.StudyRow> {
  return found(await studies.hold(tx, id))
}

function found(row: studies.StudyRow | undefined): studies.StudyRow {
  if (row) return row
  throw new AppError('not_found', 'There is no such study; studies.list tells their ids.')
}

async function withChanges(
  db: Db,
  rows: readonly studies.StudyRow[],
  today: string,
): Promise<Study[]> {
  const changes = await studies.changes(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map(({ planned_se, attribute_id, ...row }) => ({
    ...row,
    state: stateOf(row, today),
    changes: changes.get(row.id) ?? [],
  }))
}
