import { sql } from 'kysely'
import type { ExclusionCode } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { levelBand } from '../level-band.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { isWaiting } from '../waiting-weeks.ts'
import type { Question } from './question.ts'

/** One person who was asked for, as of the first day that they are there. */
export interface Person {
  id: number
  team: number | null
  /** Role and level band, in one text. */
  alike: string
  /** Why the person would be out; what holds of nobody of whom enough is known. */
  reason: ExclusionCode
}

type Row = Omit<Person, 'alike'> & { role: string | null; level: string | null }

/** Everybody who is asked for on the last day of the period, by id. Why they would be out is looked up of those alone who are not inside. */
export async function drawPeople(
  db: Db,
  question: Question,
  inside: ReadonlySet<number>,
): Promise<Person[]> {
  const { period, time_zone, traits, tool } = question
  const [from, to] = [sql`${period.from}::date`, sql`${period.to}::date`]
  const known = sql`w.week >= ${from} and w.week < ${to} and w.code_days > 0`
  // `limit` keeps the planner from adding up all weeks of everybody for the few of whom it is asked
  const anyWeek = sql`select 1 from user_weeks w where w.user_id = u.id and ${known} limit 1`
  const anyWeekOfUse = sql`
    select 1
    from user_tool_weeks t
    join user_weeks w on w.user_id = t.user_id and w.week = t.week
    where t.user_id = u.id and t.tool = ${tool.name} and w.user_id = u.id and ${known}
    limit 1
  `
  const withoutAccount = sql`
    exists (
      select from user_attributes ua
      where ua.user_id = u.id and ua.value = 'no account'
        and ua.attribute_id = (select a.id from attributes a where lower(a.name) = lower(${tool.name}))
        and ua.valid_from < ${to} and ua.valid_to >= ${to}
    )
  `
  const rows = await many(
    db,
    sql<Row>`
      with traits as (
        select distinct on (ua.user_id, ua.attribute_id) ua.user_id, ua.attribute_id, ua.value
        from user_attributes ua
        where ua.attribute_id in (${traits.level}::bigint, ${traits.role}::bigint) and ua.valid_from < ua.valid_to
          and ua.valid_from < ${to} and ua.valid_to > ${from}
        order by ua.user_id, ua.attribute_id, ua.valid_from, ua.value collate "C"
      ),
      alike as (
        select t.user_id, min(t.value) filter (where t.attribute_id = ${traits.level}::bigint) as level,
          min(t.value) filter (where t.attribute_id = ${traits.role}::bigint) as role
        from traits t
        group by t.user_id
      ),
      placed as (
        select distinct on (tm.user_id) tm.user_id, tm.team_id
        from team_members tm
        where tm.valid_from < ${to} and tm.valid_to > ${from}
        order by tm.user_id, tm.valid_from, tm.team_id
      )
      select u.id, p.team_id as team, a.role, a.level,
        case
          when u.end_date <= ${from} or (u.deleted_at at time zone ${time_zone})::date <= ${from} then 'left'
          when not ${eligible(question)} then 'not_eligible'
          when i.user_id is not null then 'too_few_days'
          when (${anyWeek}) is null and ${isWaiting(sql`u.id`, period)} then 'being_counted'
          when (${anyWeek}) is null then 'no_account'
          when ${withoutAccount} then 'no_tool_account'
          when (${anyWeekOfUse}) is null then 'adoption_unknown'
          when u.start_date + ${sql.lit(ONBOARDING_DAYS)} > ${from} then 'onboarding'
          else ${question.form === 'within_person' ? 'too_few_periods' : 'too_few_days'}
        end as reason
      from users u
      left join placed p on p.user_id = u.id
      left join alike a on a.user_id = u.id
      left join unnest(${[...inside]}::bigint[]) i(user_id) on i.user_id = u.id
      where ${asked(question, sql`${to} - 1`)}
      order by u.id
    `,
  )
  return rows.map(({ role, level, ...person }) => ({
    ...person,
    alike: JSON.stringify([role, levelBand(level)]),
  }))
}
