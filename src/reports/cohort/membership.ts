import { type RawBuilder, sql } from 'kysely'
import type { Question } from './question.ts'

/**
 * The common table expressions `members` (cohort by user), `traits` (level, role and geo) and `placed` (team), all as of a
 * day. Who has values of several cohorts has a `last_cohort` other than `cohort`; a value of none of them gives null. Undated is
 * a value that neither began nor ended on a known day.
 */
export function membership(
  { attribute, cohorts, traits }: Question,
  day: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const values = cohorts.flatMap((cohort) => cohort.values)
  const places = cohorts.flatMap((cohort, place) => cohort.values.map(() => place))
  return sql`
    members as (
      select ua.user_id, min(c.place) as cohort, max(c.place) as last_cohort,
        bool_or(ua.valid_from = '-infinity' and ua.valid_to = 'infinity') as undated
      from user_attributes ua
      left join unnest(${values}::text[], ${places}::int[]) c(value, place) on c.value = ua.value
      where ua.attribute_id = ${attribute.id} and ua.valid_from <= ${day} and ua.valid_to > ${day}
      group by ua.user_id
    ),
    traits as (
      select ua.user_id,
        min(ua.value) filter (where ua.attribute_id = ${traits.level}::bigint) as level,
        min(ua.value) filter (where ua.attribute_id = ${traits.role}::bigint) as role,
        min(ua.value) filter (where ua.attribute_id = ${traits.geo}::bigint) as geo
      from user_attributes ua
      where ua.attribute_id in (${traits.level}::bigint, ${traits.role}::bigint, ${traits.geo}::bigint)
        and ua.valid_from <= ${day} and ua.valid_to > ${day}
      group by ua.user_id
    ),
    placed as (
      select tm.user_id, min(tm.team_id) as team
      from team_members tm
      where tm.valid_from <= ${day} and tm.valid_to > ${day}
      group by tm.user_id
    )
  `
}
