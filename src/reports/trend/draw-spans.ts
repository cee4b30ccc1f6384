import { sql } from 'kysely'
import { type Db, many } from '../../store/db.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { members } from './members.ts'
import { firstDay, type Question } from './question.ts'

/** Days on which a person counts for a cohort, the last excluded. Who has no team is a team of their own, below 0. */
export interface Span {
  id: number
  cohort: number
  team: number
  valid_from: string
  valid_to: string
}

/**
 * Who counts for which cohort on which days of the question: people that may be counted, once they are no longer new. The team is
 * the last one within the period. No two spans of a person share a day.
 */
export function drawSpans(db: Db, question: Question): Promise<Span[]> {
  const [from, to] = [sql`${firstDay(question)}::date`, sql`${question.period.to}::date`]
  const first = sql`greatest(m.valid_from, u.start_date + ${sql.lit(ONBOARDING_DAYS)}, ${from})`
  const end = sql`least(m.valid_to, ${to})`
  return many(
    db,
    sql<Span>`
      with ${members(question)},
      placed as (
        select distinct on (tm.user_id) tm.user_id, tm.team_id
        from team_members tm
        where tm.valid_from < ${to} and tm.valid_to > ${from}
        order by tm.user_id, tm.valid_from desc, tm.team_id
      )
      select u.id, m.cohort, coalesce(p.team_id, -u.id) as team, ${first} as valid_from, ${end} as valid_to
      from users u
      join members m on m.user_id = u.id
      left join placed p on p.user_id = u.id
      where ${eligible(question)} and ${first} < ${end}
    `,
  )
}
