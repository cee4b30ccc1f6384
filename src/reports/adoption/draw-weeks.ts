import { sql } from 'kysely'
import type { UsageLevel } from '../../model/index.ts'
import { KNOWN_LEVELS } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { counted, levelOn } from './population.ts'
import type { Question } from './question.ts'

/** How many people had each level on the last day of a week. */
export interface WeekCounts {
  week: string
  levels: Partial<Record<UsageLevel, number>>
}

/** The levels of every week of the period, counted: as many rows as weeks and levels, however many people. */
export async function drawWeeks(db: Db, question: Question): Promise<WeekCounts[]> {
  const { period } = question
  const day = sql`w.day`
  const known = sql`array[${sql.join(KNOWN_LEVELS.map((level) => sql.lit(level)))}]`
  const rows = await many(
    db,
    sql<{ week: string; level: UsageLevel; people: number }>`
      select w.day - 6 as week, case when l.value = any (${known}) then l.value else 'unknown' end as level,
        count(*) as people
      from (
        select d.day::date as day
        from generate_series(${period.from}::date + 6, ${period.to}::date - 1, interval '7 days') d(day)
      ) w
      join users u on ${counted(question, day)}
      ${levelOn(question, day)}
      group by 1, 2
    `,
  )
  const byWeek = Map.groupBy(rows, ({ week }) => week)
  return [...byWeek].map(([week, all]) => ({
    week,
    levels: Object.fromEntries(all.map(({ level, people }) => [level, people])),
  }))
}
