import { type RawBuilder, sql } from 'kysely'
import { KNOWN_LEVELS } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { developer, employed } from './population.ts'
import type { Question } from './question.ts'

/**
 * The common table expressions that end with `present` (who counts) and `levels` (what is known of their use), each with the user and
 * a span of weeks of the period, numbered from 0, `until` excluded: what is so on the last day of a week is so in the week. As many
 * rows as things change, not as people and weeks. Of several levels on one day the first by name counts.
 */
export function presence(question: Question): RawBuilder<unknown> {
  const { usage, until, period, time_zone } = question
  const [from, to] = [sql`${period.from}::date`, sql`${period.to}::date`]
  return sql`
    developers as materialized (
      select u.id, u.start_date, u.end_date, u.deleted_at,
        (greatest(u.start_date, ${from}) - ${from}) / 7 as first,
        (least(u.end_date, (u.deleted_at at time zone ${time_zone})::date, ${to}) - ${from}) / 7 as until
      from users u
      where ${developer(question)}
    ),
    present as (${present(question)}),
    spans as (
      select ua.user_id, ua.value as level, (greatest(ua.valid_from, ${from}) - ${from}) / 7 as first,
        (least(ua.valid_to, ${to}, ${until}::date) - ${from}) / 7 as until
      from user_attributes ua
      where ua.attribute_id = ${usage.id} and ua.value = any (${[...KNOWN_LEVELS]}::text[])
        and ua.valid_from < ${to} and ua.valid_to > ${from}
    ),
    besides as (
      select s.*,
        coalesce(max(s.until) over (earlier rows between unbounded preceding and 1 preceding) > s.first, false)
          or coalesce(lead(s.first) over earlier < s.until, false) as several
      from spans s
      where s.first < s.until
      window earlier as (partition by s.user_id order by s.first, s.until)
    ),
    levels as (
      select b.user_id, b.level, b.first, b.until from besides b where not b.several
      union all
      select b.user_id, min(b.level), w.week, w.week + 1
      from besides b
      cross join lateral generate_series(b.first, b.until - 1) w(week)
      where b.several
      group by b.user_id, w.week
    )
  `
}

/** Where some people are asked for, each week is looked at by itself. */
function present(question: Question): RawBuilder<unknown> {
  const { teams, filters, period } = question
  if (teams === null && filters.length === 0)
    return sql`select d.id, d.first, d.until from developers d where d.first < d.until`
  return sql`
    select u.id, w.week as first, w.week + 1 as until
    from generate_series(0, (${period.to}::date - ${period.from}::date) / 7 - 1) w(week)
    cross join lateral (select ${period.from}::date + 7 * w.week + 6 as day) d
    join developers u on ${employed(question, sql`d.day`)} and ${asked(question, sql`d.day`)}
  `
}
