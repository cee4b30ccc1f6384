import { sql } from 'kysely'
import type { UsageLevel } from '../../model/index.ts'
import { type Db, many } from '../../store/db.ts'
import { presence } from './presence.ts'
import type { Question } from './question.ts'

/** How many people had each level on the last day of a week. */
export interface WeekCounts {
  week: string
  levels: Partial<Record<UsageLevel, number>>
}

/** The levels of every week of the period, counted: as many rows as weeks and levels, however many people. */
export async function drawWeeks(db: Db, question: Question): Promise<WeekCounts[]> {
  const rows = await many(
    db,
    sql<{ week: string; level: UsageLevel | null; people: number }>`
      with ${presence(question)},
      counted as (
        select null as level, p.first, p.until, count(*) as people from present p group by 2, 3
        union all
        select l.level, greatest(p.first, l.first), least(p.until, l.until), count(*)
        from present p
        join levels l on l.user_id = p.id and l.first < p.until and l.until > p.first
        group by 1, 2, 3
      )
      select ${question.period.from}::date + 7 * w.week as week, c.level, sum(c.people) as people
      from counted c
      cross join lateral generate_series(c.first, c.until - 1) w(week)
      group by 1, 2
    `,
  )
  const byWeek = Map.groupBy(rows, ({ week }) => week)
  return [...byWeek].map(([week, all]) => ({ week, levels: levelsOf(all) }))
}

/** Whose level is not known is counted among all, and in no level. */
function levelsOf(rows: readonly { level: UsageLevel | null; people: number }[]) {
  const known = rows.flatMap(({ level, people }) =>
    level === null ? [] : [[level, people] as const],
  )
  const all = rows.find(({ level }) => level === null)?.people ?? 0
  const unknown = known.reduce((left, [, people]) => left - people, all)
  return Object.fromEntries(unknown > 0 ? [...known, ['unknown', unknown] as const] : known)
}
