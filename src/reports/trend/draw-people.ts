import { sql } from 'kysely'
import type { ExclusionCode } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { members } from './cells.ts'
import type { Question } from './question.ts'

/** One person who was asked for on any day of the period: in cohorts, or out for a reason. */
export interface Person {
  id: number
  /** Places of the cohorts that the person was in. */
  cohorts: number[]
  reason: ExclusionCode | null
}

/** Everybody who is asked for on the last day of the period, by id. */
export function drawPeople(db: Db, question: Question): Promise<Person[]> {
  const { period, time_zone, attribute } = question
  const [from, to] = [sql`${period.from}::date`, sql`${period.to}::date`]
  return many(
    db,
    sql<Person>`
      with ${members(question)},
      joined as (
        select m.user_id, array_agg(distinct m.cohort order by m.cohort) as cohorts
        from members m
        where m.valid_from < ${to} and m.valid_to > ${from}
        group by m.user_id
      )
      select u.id, coalesce(j.cohorts, '{}') as cohorts,
        case
          when u.end_date <= ${from} or (u.deleted_at at time zone ${time_zone})::date <= ${from} then 'left'
          when not ${eligible(question)} then 'not_eligible'
          when j.user_id is null and exists (
            select from user_attributes ua
            where ua.user_id = u.id and ua.attribute_id = ${attribute?.id ?? null}::bigint
              and ua.valid_from < ${to} and ua.valid_to > ${from}
          ) then 'other_value'
          when j.user_id is null then 'value_unknown'
          when not exists (
            select from user_weeks w
            where w.user_id = u.id and w.week >= ${from} and w.week < ${to} and w.code_days > 0
          ) then 'no_account'
          when u.start_date + ${sql.lit(ONBOARDING_DAYS)} >= ${to} then 'onboarding'
        end as reason
      from users u
      left join joined j on j.user_id = u.id
      where ${asked(question, sql`${to} - 1`)}
      order by u.id
    `,
  )
}
