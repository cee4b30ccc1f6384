import { sql } from 'kysely'
import { type Db, many, one, run } from './db.ts'

export type SyncStatus = 'running' | 'done' | 'failed' | 'cut'

/** Facts of one kind that a run has read, and what became of them. */
export interface FactCounts {
  created: number
  changed: number
  unchanged: number
  refused: number
}

/** One run over a source. */
export interface SyncRow {
  id: number
  source_id: number
  status: SyncStatus
  asked_by: string
  started_at: string
  ended_at: string | null
  batches: number
  counts: Record<string, FactCounts>
  progress: { step: string; done: number; of?: number } | null
  error_code: string | null
  error: string | null
  retry_at: string | null
}

/** Opens a run; one that stands as running from before was cut off. To be called by whoever has taken the source. */
export async function open(tx: Db, source_id: number, asked_by: string): Promise<SyncRow> {
  await run(
    tx,
    sql`
      update syncs set status = 'cut', ended_at = now() where source_id = ${source_id} and status = 'running'
    `,
  )
  return one(
    tx,
    sql<SyncRow>`
      insert into syncs (source_id, status, asked_by) values (${source_id}, 'running', ${asked_by})
      returning *
    `,
  )
}

/** Notes how far a run is. */
export async function note(
  tx: Db,
  id: number,
  { counts, progress }: Pick<SyncRow, 'counts' | 'progress'>,
): Promise<void> {
  await run(
    tx,
    sql`
      update syncs
      set batches = batches + 1, counts = ${JSON.stringify(counts)}::jsonb,
        progress = ${progress === null ? null : JSON.stringify(progress)}::jsonb
      where id = ${id}
    `,
  )
}

/** How a run ended. */
export type End =
  | { status: 'done' }
  | { status: 'failed'; error_code: string; error: string; retry_at: string | null }

/** Ends a run. */
export async function close(db: Db, id: number, end: End): Promise<void> {
  const failed = end.status === 'failed' ? end : undefined
  await run(
    db,
    sql`
      update syncs
      set status = ${end.status}, ended_at = now(), error_code = ${failed?.error_code ?? null}, error = ${failed?.error ?? null},
        retry_at = ${failed?.retry_at ?? null}::timestamptz
      where id = ${id} and status = 'running'
    `,
  )
}

/** The last run of each of these sources. */
export function latest(db: Db, source_ids: number[]): Promise<SyncRow[]> {
  return many(
    db,
    sql<SyncRow>`
      select distinct on (s.source_id) s.*
      from syncs s
      where s.source_id = any (${source_ids}::bigint[])
      order by s.source_id, s.id desc
    `,
  )
}

/** The runs of a source, the latest first. */
export function list(db: Db, source_id: number, limit: number): Promise<SyncRow[]> {
  return many(
    db,
    sql<SyncRow>`
      select s.* from syncs s where s.source_id = ${source_id} order by s.id desc limit ${limit}
    `,
  )
}
