import { sql } from 'kysely'
import { dayAfter } from '../../model/index.ts'
import { LARGE_FROM } from '../../privacy/large-group.ts'
import { type Db, many } from '../../store/db.ts'
import { IN_STEPS } from '../../store/released-groups.ts'
import type { Family } from '../gate/release.ts'
import type { WeekCounts } from './draw-weeks.ts'
import { there } from './population.ts'
import type { Question } from './question.ts'

/** Whom a week is about: all who count in it, and those of them whose level is known. */
interface WeekMembers {
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

function drawMembers(db: Db, question: Question, weeks: readonly string[]): Promise<WeekMembers[]> {
  const days = sql`select d.day + 6 from unnest(${[...weeks]}::date[]) d(day)`
  return many(
    db,
    sql<WeekMembers>`
      with ${there(question, days)}
      select t.day - 6 as week, json_agg(t.id) as people,
        coalesce(json_agg(t.id) filter (where t.level is not null), '[]') as known
      from there t
      group by 1
      order by 1
    `,
  )
}
