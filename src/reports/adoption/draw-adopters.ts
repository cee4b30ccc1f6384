import { sql } from 'kysely'
import { type Db, many } from '../../store/db.ts'
import { counted } from './population.ts'
import type { Question } from './question.ts'

/** Weeks without use, of which all are known, after which somebody has stopped. */
export const STOPPED_AFTER = 4

/** Somebody whose first use of the tool is known. */
export interface Adopter {
  id: number
  /** Monday of the week of first use. */
  first: string
  /** Monday of the first of two weeks of use within four; null: not yet. */
  adopted: string | null
  /** Weeks from the first one to the last before they stopped, or to the last of which their use is known. */
  weeks: number
  stopped: boolean
}

/**
 * Everybody who was asked for when they first used the tool, up to the end of the period. Who uses it as soon as its records
 * begin may have done so long before, and is left out. Who stops and comes back has stopped.
 */
export function drawAdopters(db: Db, question: Question): Promise<Adopter[]> {
  const { tool, period, records } = question
  if (records === null) return Promise.resolve([])
  return many(
    db,
    sql<Adopter>`
      with weeks as (
        select t.user_id, t.week, t.active_days > 0 as used,
          count(*) filter (where t.active_days > 0) over (partition by t.user_id order by t.week) as uses
        from user_tool_weeks t
        where t.tool = ${tool} and t.known_days > 0 and t.week < ${period.to}::date
      ),
      uses as (
        select w.user_id, w.uses, min(w.week) as week, count(*) - 1 as idle, max(w.week) as last
        from weeks w
        where w.uses > 0
        group by w.user_id, w.uses
      ),
      spans as (
        select s.user_id, min(s.week) as first, max(s.last) as last,
          min(s.week) filter (where s.idle >= ${sql.lit(STOPPED_AFTER)}) as stopped,
          min(s.week) filter (where s.next < s.week + 28) as adopted
        from (
          select us.*, lead(us.week) over (partition by us.user_id order by us.week) as next from uses us
        ) s
        group by s.user_id
      )
      select u.id, s.first, s.adopted, (coalesce(s.stopped, s.last) - s.first) / 7 + 1 as weeks,
        s.stopped is not null as stopped
      from spans s
      join users u on u.id = s.user_id
      where s.first >= ${records}::date + 28 and ${counted(question, sql`greatest(s.first, u.start_date)`)}
      order by u.id
    `,
  )
}
