import { sql } from 'kysely'
import { type Db, many, run } from './db.ts'

/** Empties the lines of an import, so that only what became of them stays. */
export async function emptyLines(tx: Db, id: number): Promise<void> {
  await run(
    tx,
    sql`
      update import_rows r set fact = case when r.fact is not null then '{}'::jsonb end, raw = null
      where r.import_id = ${id}
    `,
  )
}

/** Imports of a kind that were read before an instant and not applied. */
export async function leftOver(db: Db, kind: string, before: Date): Promise<number[]> {
  const rows = await many(
    db,
    sql<{ id: number }>`
      select i.id from imports i
      where i.kind = ${kind} and i.status in ('staging', 'staged') and i.created_at < ${before.toISOString()}::timestamptz
      order by i.id
    `,
  )
  return rows.map(({ id }) => id)
}
