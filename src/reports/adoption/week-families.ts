import { sql } from 'kysely'
import { dayAfter } from '../../model/index.ts'
import { LARGE_FROM } from '../../privacy/large-group.ts'
import { type Db, many } from '../../store/db.ts'
import { IN_STEPS } from '../../store/released-groups.ts'
import type { Family } from '../gate/release.ts'
import type { WeekCounts } from './draw-weeks.ts'
import { presence } from './presence.ts'
import type { Question } from './question.ts'

/** Whom a week is about: all who count in it, and those of them whose level is known. */
export interface WeekMembers {
  week: string
  people: number[]
  known: number[]
}

/**
 * Whom the weeks would be about that are not of so many that rounding hides a few: who has left by the last day of the period
 * stands behind the weeks alone.
 */
export async function weekFamilies(
  db: Db,
  question: Question,
  weeks: readonly WeekCounts[],
): Promise<Family[]> {
  const small = weeks.filter(({ levels }) => {
    const people = Object.values(levels).reduce((sum, count) => sum + count, 0)
    return people >= question.minimum && people < LARGE_FROM
  })
  const members = await drawMembers(
    db,
    question,
    small.map(({ week }) => week),
  )
  return members.flatMap(({ week, people, known }) =>
    [people, known].map((group, place) => ({
      metric: `${IN_STEPS}adoption of ${question.tool} ${place === 0 ? 'counted' : 'level known'}`,
      period: { from: week, to: dayAfter(week, 7) },
      groups: [{ members: group, shown: group.length >= question.minimum }],
    })),
  )
}

/** The weeks, by their first days, of which nothing is shown for what was shown before. */
export function refusedWeeks(
  families: readonly Family[],
  shown: readonly (readonly boolean[])[],
): Set<string> {
  return new Set(
    families.flatMap(({ period, groups }, place) =>
      period && groups[0]?.shown && !shown[place]?.[0] ? period.from : [],
    ),
  )
}

/** Whom each of some weeks is about, given by their Mondays. */
export async function drawMembers(
  db: Db,
  question: Question,
  weeks: readonly string[],
): Promise<WeekMembers[]> {
  if (weeks.length === 0) return []
  return many(
    db,
    sql<WeekMembers>`
      with ${presence(question)}
      select w.week, json_agg(p.id) as people, coalesce(json_agg(p.id) filter (where l.level is not null), '[]') as known
      from (
        select d.week, (d.week - ${question.period.from}::date) / 7 as place from unnest(${[...weeks]}::date[]) d(week)
      ) w
      join present p on p.first <= w.place and p.until > w.place
      left join levels l on l.user_id = p.id and l.first <= w.place and l.until > w.place
      group by w.week
      order by w.week
    `,
  )
}
