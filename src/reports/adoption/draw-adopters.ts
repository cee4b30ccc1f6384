import { sql } from 'kysely'
import { type Db, many } from '../../store/db.ts'
import { counted } from './population.ts'
import type { Question } from './question.ts'
import { type SpanOfUse, spanOfUse, WEEK_NUMBERED_0 } from './span-of-use.ts'

/** Somebody whose first use of the tool is known. */
export interface Adopter extends SpanOfUse {
  id: number
  /** Monday of the week of first use. */
  first: string
}

/**
 * Everybody who was asked for when they first used the tool, up to the end of the period. Who uses it as soon as its records
 * begin may have done so long before, and is left out. The weeks come packed, as many bytes as they need: windows over the weeks
 * of everybody would take four times as long.
 */
export async function drawAdopters(db: Db, question: Question): Promise<Adopter[]> {
  const { tool, period, records } = question
  if (records === null) return []
  const rows = await many(
    db,
    sql<{ id: number; first: string; weeks: Uint8Array }>`
      with known as (
        select t.user_id, min(t.week) filter (where t.active_days > 0) as first,
          string_agg(int2send(((t.week - ${WEEK_NUMBERED_0}::date) / 7 * 2 + (t.active_days > 0)::int)::int2), ''::bytea) as weeks
        from user_tool_weeks t
        where t.tool = ${tool} and t.known_days > 0 and t.week < ${period.to}::date
        group by t.user_id
      )
      select u.id, k.first, k.weeks
      from known k
      join users u on u.id = k.user_id
      where k.first >= ${records}::date + 28 and ${counted(question, sql`greatest(k.first, u.start_date)`)}
      order by u.id
    `,
  )
  return rows.map(({ id, first, weeks }) => ({ id, first, ...spanOfUse(weeks) }))
}
