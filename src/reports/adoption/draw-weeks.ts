import { sql } from 'kysely'
import type { UsageLevel } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { there } from './population.ts'
import type { Question } from './question.ts'

/** How many people had each level on the last day of a week. */
export interface WeekCounts {
  week: string
  levels: Partial<Record<UsageLevel, number>>
}

/** The levels of every week of the period, counted: as many rows as weeks and levels, however many people. */
export async function drawWeeks(db: Db, question: Question): Promise<WeekCounts[]> {
  const { from, to } = question.period
  const days = sql`select d.day::date from generate_series(${from}::date + 6, ${to}::date - 1, interval '7 days') d(day)`
  const rows = await many(
    db,
    sql<{ week: string; level: UsageLevel; people: number }>`
      with ${there(question, days)}
      select t.day - 6 as week, coalesce(t.level, 'unknown') as level, count(*) as people
      from there t
      group by 1, 2
    `,
  )
  const byWeek = Map.groupBy(rows, ({ week }) => week)
  return [...byWeek].map(([week, all]) => ({
    week,
    levels: Object.fromEntries(all.map(({ level, people }) => [level, people])),
  }))
}
