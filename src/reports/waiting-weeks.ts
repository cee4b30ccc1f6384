import { type RawBuilder, sql } from 'kysely'
import type { Period } from '../model/index.ts'
import { type Db, many } from '../store/db.ts'

/** Whether a week of a user in a period is still to be counted, so that what is not known yet will be in a minute. */
export function isWaiting(user: RawBuilder<number>, { from, to }: Period): RawBuilder<boolean> {
  return sql`
    exists (
      select from dirty_weeks d where d.user_id = ${user} and d.week >= ${from}::date and d.week < ${to}::date
    )
  `
}

/** Those of some users who have such a week. */
export async function drawWaiting(
  db: Db,
  ids: readonly number[],
  period: Period,
): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const rows = await many(
    db,
    sql<{ id: number }>`
      select p.id from unnest(${[...ids]}::bigint[]) p(id) where ${isWaiting(sql`p.id`, period)}
    `,
  )
  return new Set(rows.map(({ id }) => id))
}
