import { sql } from 'kysely'
import type { ExclusionCode } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { isWaiting } from '../waiting-weeks.ts'
import { members } from './members.ts'
import type { Question } from './question.ts'

/** How many of those who are asked for on the last day of the period are out, by reason; a week of a person is looked for, not all. */
export function drawExclusions(
  db: Db,
  question: Question,
): Promise<{ reason: ExclusionCode; people: number }[]> {
  const { period, time_zone, attribute } = question
  const [from, to] = [sql`${period.from}::date`, sql`${period.to}::date`]
  return many(
    db,
    sql<{ reason: ExclusionCode; people: number }>`
      with ${members(question)},
      joined as (
        select distinct m.user_id
        from members m
        where m.valid_from < ${to} and m.valid_to > ${from}
      ),
      having_value as (
        select distinct ua.user_id
        from user_attributes ua
        where ua.attribute_id = ${attribute?.id ?? null}::bigint and ua.valid_from < ${to} and ua.valid_to > ${from}
      ),
      judged_users as (
        select
          case
            when u.end_date <= ${from} or (u.deleted_at at time zone ${time_zone})::date <= ${from} then 'left'
            when not ${eligible(question)} then 'not_eligible'
            when j.user_id is null and v.user_id is not null then 'other_value'
            when j.user_id is null then 'value_unknown'
            when k.known is null and ${isWaiting(sql`u.id`, period)} then 'being_counted'
            when k.known is null then 'no_account'
            when u.start_date + ${sql.lit(ONBOARDING_DAYS)} >= ${to} then 'onboarding'
          end as reason
        from users u
        left join joined j on j.user_id = u.id
        left join having_value v on v.user_id = u.id
        left join lateral (
          select true as known
          from user_weeks w
          where w.user_id = u.id and w.week >= ${from} and w.week < ${to} and w.code_days > 0
          limit 1
        ) k on true
        where ${asked(question, sql`${to} - 1`)}
      )
      select p.reason, count(*) as people
      from judged_users p
      where p.reason is not null
      group by p.reason
    `,
  )
}
