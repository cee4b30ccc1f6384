import { type RawBuilder, sql } from 'kysely'
import type { Question } from './question.ts'

/**
 * The common table expressions that end with `members`: which cohort a person was in, and when, each day once. Without an
 * attribute everybody always was in the one. Somebody who at any time has values of two cohorts at once is in none.
 */
export function members({ attribute, cohorts }: Question): RawBuilder<unknown> {
  if (attribute === null)
    return sql`
      members as (
        select u.id as user_id, 0 as cohort, '-infinity'::date as valid_from, 'infinity'::date as valid_to
        from users u
      )
    `
  const texts = cohorts.flatMap((cohort) => cohort.values)
  const places = cohorts.flatMap((cohort, place) => cohort.values.map(() => place))
  return sql`
    held as (
      select ua.user_id, ua.value, c.place as cohort, ua.valid_from, ua.valid_to,
        max(ua.valid_to) over (
          partition by ua.user_id order by ua.valid_from, ua.valid_to, ua.value
          rows unbounded preceding exclude current row
        ) > ua.valid_from as overlaps
      from user_attributes ua
      join unnest(${texts}::text[], ${places}::int[]) c(value, place) on c.value = ua.value
      where ua.attribute_id = ${attribute.id} and ua.valid_from < ua.valid_to
    ),
    judged as (
      select h.user_id, h.cohort, h.valid_from, h.valid_to,
        bool_or(h.overlaps) over same_user and min(h.cohort) over same_user < max(h.cohort) over same_user as clashing,
        count(*) filter (where h.overlaps is not true) over (
          same_user order by h.valid_from, h.valid_to, h.value rows unbounded preceding
        ) as span
      from held h
      window same_user as (partition by h.user_id)
    ),
    members as (
      select j.user_id, min(j.cohort) as cohort, min(j.valid_from) as valid_from, max(j.valid_to) as valid_to
      from judged j
      where j.clashing is not true
      group by j.user_id, j.span
    )
  `
}
