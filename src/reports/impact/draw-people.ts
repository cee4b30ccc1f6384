import { sql } from 'kysely'
import type { ExclusionCode } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { eligible } from '../scope.ts'
import { adoptions } from './adoptions.ts'
import type { Question } from './question.ts'

/** One person who was asked for. Level and team are those of the day of adoption, of others of their first day in the period. */
export interface Person {
  id: number
  reason: ExclusionCode | null
  /** Day of adoption; null: none that is known of. */
  adopted: string | null
  level: string | null
  team: number | null
}

/** Everybody who is asked for, by id: when they adopted, or for what reason they are out. */
export function drawPeople(db: Db, question: Question): Promise<Person[]> {
  const from = sql`${question.period.from}::date`
  return many(
    db,
    sql<Person>`
      with ${adoptions(question)},
      placed as (
        select a.user_id, a.adopted, a.reason, greatest(${from}, a.adopted, u.start_date) as day
        from adoptions a
        join users u on u.id = a.user_id
      )
      select u.id, p.adopted,
        case
          when u.end_date <= ${from} or (u.deleted_at at time zone ${question.time_zone})::date <= ${from} then 'left'
          when not ${eligible(question)} then 'not_eligible'
          else p.reason
        end as reason,
        (
          select min(ua.value) from user_attributes ua
          where ua.user_id = u.id and ua.attribute_id = ${question.traits.level}::bigint
            and ua.valid_from <= p.day and ua.valid_to > p.day
        ) as level,
        (
          select min(tm.team_id) from team_members tm
          where tm.user_id = u.id and tm.valid_from <= p.day and tm.valid_to > p.day
        ) as team
      from users u
      join placed p on p.user_id = u.id
      where ${asked(question, sql`p.day`)}
      order by u.id
    `,
  )
}
