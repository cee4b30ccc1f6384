import { sql } from 'kysely'
import { type Db, maybeOne, one, run } from './db.ts'

/** How far work is, for the person who waits. */
export interface Progress {
  step: string
  done: number
  of?: number
  /** What was counted so far, by kind. */
  counts?: Record<string, number>
}

/** Why work failed, as the method would have refused. */
export interface TaskError {
  error: string
  message: string
  error_details: Record<string, unknown>
}

/** Work on a source for which a person waits. */
export interface TaskRow {
  id: number
  name: string
  /** cut: its server ended before it. */
  state: 'running' | 'done' | 'failed' | 'cut'
  started_at: string
  ended_at: string | null
  progress: Progress | null
  answer: Record<string, unknown> | null
  error: TaskError | null
}

/** How long an answer is kept, which may hold values of people. */
const KEPT = sql`interval '1 hour'`
/** How long a server may be silent about its work; it speaks up far more often. */
const SILENT = sql`interval '1 minute'`

/** Notes that work begins, and gives its id; old work is forgotten. */
export async function open(
  tx: Db,
  { name, asked_by }: { name: string; asked_by: string },
): Promise<number> {
  await run(tx, sql`delete from source_tasks where beat_at < now() - ${KEPT}`)
  const { id } = await one(
    tx,
    sql<{ id: number }>`
      insert into source_tasks (name, asked_by) values (${name}, ${asked_by}) returning id
    `,
  )
  return id
}

/** Notes how far work is, and that its server is at it. */
export async function note(db: Db, id: number, progress: Progress | null): Promise<void> {
  await run(
    db,
    sql`
      update source_tasks set progress = ${JSON.stringify(progress)}::jsonb, beat_at = now()
      where id = ${id} and ended_at is null
    `,
  )
}

/** Ends work with its answer or with why there is none. */
export async function close(
  db: Db,
  id: number,
  end: { answer: Record<string, unknown> } | { error: TaskError },
): Promise<void> {
  const [column, value] = 'answer' in end ? ['answer', end.answer] : ['error', end.error]
  await run(
    db,
    sql`
      update source_tasks
      set ended_at = now(), beat_at = now(), ${sql.ref(column)} = ${JSON.stringify(value)}::jsonb
      where id = ${id}
    `,
  )
}

/** The work of an id, if it was asked for by this actor lately. */
export function info(db: Db, id: number, asked_by: string): Promise<TaskRow | undefined> {
  return maybeOne(
    db,
    sql<TaskRow>`
      select t.id, t.name, t.started_at, t.ended_at, nullif(t.progress, 'null') as progress, t.answer, t.error,
        case when t.error is not null then 'failed' when t.ended_at is not null then 'done'
          when t.beat_at < now() - ${SILENT} then 'cut' else 'running' end as state
      from source_tasks t
      where t.id = ${id} and t.asked_by = ${asked_by} and t.beat_at >= now() - ${KEPT}
    `,
  )
}
