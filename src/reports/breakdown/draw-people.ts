import { sql } from 'kysely'
import type { ExclusionCode } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { isWaiting } from '../waiting-weeks.ts'
import type { Question } from './question.ts'

/** One person who was asked for, with why they would be out; what holds of nobody who has a spell. */
export interface Person {
  id: number
  reason: ExclusionCode
}

/** Everybody who is asked for on the last day of the period, by id. Why they would be out is looked up of those alone who are not inside. */
export function drawPeople(
  db: Db,
  question: Question,
  inside: ReadonlySet<number>,
): Promise<Person[]> {
  const { period, time_zone } = question
  const [from, to] = [sql`${period.from}::date`, sql`${period.to}::date`]
  // `limit` keeps the planner from reading all weeks of everybody for the few of whom it is asked
  const anyWeek = sql`
    select 1 from user_weeks w where w.user_id = u.id and w.week >= ${from} and w.week < ${to} and w.code_days > 0 limit 1
  `
  return many(
    db,
    sql<Person>`
      select u.id,
        case
          when u.end_date <= ${from} or (u.deleted_at at time zone ${time_zone})::date <= ${from} then 'left'
          when not ${eligible(question)} then 'not_eligible'
          when i.user_id is not null then 'too_few_days'
          when (${anyWeek}) is null and ${isWaiting(sql`u.id`, period)} then 'being_counted'
          when (${anyWeek}) is null then 'no_account'
          when u.start_date + ${sql.lit(ONBOARDING_DAYS)} > ${from} then 'onboarding'
          else 'too_few_days'
        end as reason
      from users u
      left join unnest(${[...inside]}::bigint[]) i(user_id) on i.user_id = u.id
      where ${asked(question, sql`${to} - 1`)}
      order by u.id
    `,
  )
}
