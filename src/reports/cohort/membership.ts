import { type RawBuilder, sql } from 'kysely'
import type { Question } from './question.ts'

/**
 * The common table expressions `members` (cohort by user), `traits` (level, role and geo) and `placed` (team), all as of a
 * day. Who has values of several cohorts has a `last_cohort` other than `cohort`; a value of none of them gives null. Undated is
 * a value that neither began nor ended on a known day.
 */
export function membership(question: Question, day: RawBuilder<unknown>): RawBuilder<unknown> {
  const { attribute, across, traits } = question
  const known = placesOf(question)
  const ids = [attribute, ...across].map(({ id }) => id)
  return sql`
    stated as (
      select ua.user_id, coalesce(min(c.place), ${othersPlace(question)}) as place,
        coalesce(max(c.place), ${othersPlace(question)}) as last_place,
        bool_or(ua.valid_from = '-infinity' and ua.valid_to = 'infinity') as undated
      from user_attributes ua
      left join unnest(
        ${known.map(({ id }) => id)}::bigint[], ${known.map(({ value }) => value)}::text[], ${known.map(({ place }) => place)}::int[]
      ) c(attribute_id, value, place) on c.attribute_id = ua.attribute_id and c.value = ua.value
      where ua.attribute_id = any (${ids}::bigint[]) and ua.valid_from <= ${day} and ua.valid_to > ${day}
      group by ua.user_id, ua.attribute_id
    ),
    members as (${across.length > 0 ? ofAll(ids) : OF_ONE}),
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

/** Of one attribute, what is stated is the cohort. */
const OF_ONE = sql`
  select s.user_id, s.place as cohort, s.last_place as last_cohort, s.undated from stated s
`

/** Of several, whoever has a value of each is in the cohort to which their places add up. */
function ofAll(ids: readonly number[]) {
  return sql`
    select s.user_id, case when count(s.place) = ${ids.length}::int then sum(s.place)::int end as cohort,
      sum(s.last_place)::int as last_cohort, bool_or(s.undated) as undated
    from stated s
    group by s.user_id
    having count(*) = ${ids.length}::int
  `
}

/** What each value of each attribute adds to the place of a cohort; those of a person add up to it. */
function placesOf({ attribute, asked, across, others }: Question) {
  const first = asked.flatMap(({ values }, place) =>
    values.map((value) => ({ id: attribute.id, value, place })),
  )
  const width = asked.length + (others ? 1 : 0)
  const further = across.flatMap(({ id, values }, at) => {
    const below = across.slice(at + 1).reduce((count, it) => count * it.values.length, width)
    return values.map((value, place) => ({ id, value, place: place * below }))
  })
  return [...first, ...further]
}

/** The place of a value of the attribute that is in no cohort: none, or that of the others. */
function othersPlace({ attribute, asked, others }: Question): RawBuilder<number | null> {
  if (!others) return sql`null::int`
  return sql`case when ua.attribute_id = ${attribute.id}::bigint then ${asked.length}::int end`
}
