import { sql } from 'kysely'
import { type Db, one, run } from './db.ts'

export interface Act {
  /** Who acts: `cli`, `token:12`, `user:5` or `server`. */
  actor: string
  /** What is done, as a method's name says it: `users.update`, `imports.apply`. */
  action: string
  object?: string
  details?: Record<string, unknown>
}

/**
 * Writes an act to the audit log, in the transaction of the act itself, and gives the id of the entry. Rows that
 * the act writes carry it in `created_in` and `changed_in`.
 */
export async function record(
  tx: Db,
  { actor, action, object, details = {} }: Act,
): Promise<number> {
  const entry = await one(
    tx,
    sql<{ id: number }>`
      insert into audit_log (actor, action, object, details)
      values (${actor}, ${action}, ${object ?? null}, ${JSON.stringify(details)}::jsonb)
      returning id
    `,
  )
  return entry.id
}

/**
 * Notes that an actor reads by a method in the minute of `now`; a second note of the same minute, by whatever server,
 * is the same note.
 */
export async function recordRead(
  db: Db,
  { actor, action }: Pick<Act, 'actor' | 'action'>,
  now: Date,
): Promise<void> {
  await run(
    db,
    sql`
      insert into audit_log (at, actor, action, minute)
      values (${now.toISOString()}::timestamptz, ${actor}, ${action}, date_trunc('minute', ${now.toISOString()}::timestamptz))
      on conflict (actor, action, minute) where minute is not null do nothing
    `,
  )
}
