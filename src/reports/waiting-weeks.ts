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

/** Those of some people who have such a week, or whose team has one. */
export async function drawWaiting(
  db: Db,
  people: readonly { id: number; team: number | null }[],
  period: Period,
): Promise<Set<number>> {
  if (people.length === 0) return new Set()
  const { from, to } = period
  const rows = await many(
    db,
    sql<{ id: number }>`
      select p.id
      from unnest(${people.map(({ id }) => id)}::bigint[], ${people.map(({ team }) => team)}::bigint[]) p(id, team_id)
      where ${isWaiting(sql`p.id`, period)}
        or exists (
          select from dirty_team_weeks d
          where d.team_id = p.team_id and d.week >= ${from}::date and d.week < ${to}::date
        )
    `,
  )
  return new Set(rows.map(({ id }) => id))
}
