import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Grain } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { settled } from '../settled.ts'
import { type Question, STEP_DAYS } from './question.ts'

/** Fewer available days leave a person's step unknown. */
const FEWEST_DAYS: Record<Grain, number> = { week: 2, four_weeks: 8 }

/**
 * The common table expressions that end with `cells`: a row a person, cohort and step, with the value of each metric as `m0`,
 * `m1`, …; null: unknown. The cohort is that of each week, the team the last one within the period. Somebody who at any time
 * has values of two cohorts at once is in none.
 */
export function cells(question: Question): RawBuilder<unknown> {
  return sql`${members(question)}, ${spans(question)}, ${values(question)}`
}

/** Which cohort a person was in, and when; without an attribute everybody always was in the one. */
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
      select ua.user_id, c.place as cohort, ua.valid_from, ua.valid_to,
        max(ua.valid_to) over (
          partition by ua.user_id order by ua.valid_from, ua.valid_to rows unbounded preceding exclude current row
        ) > ua.valid_from as overlaps
      from user_attributes ua
      join unnest(${texts}::text[], ${places}::int[]) c(value, place) on c.value = ua.value
      where ua.attribute_id = ${attribute.id} and ua.valid_from < ua.valid_to
    ),
    judged as (
      select h.user_id, h.cohort, h.valid_from, h.valid_to,
        bool_or(h.overlaps) over same_user and min(h.cohort) over same_user < max(h.cohort) over same_user as clashing
      from held h
      window same_user as (partition by h.user_id)
    ),
    members as (
      select j.user_id, j.cohort, j.valid_from, j.valid_to
      from judged j
      where j.clashing is not true
    )
  `
}

/** Who counts for which cohort on which days: people that may be counted, once they are no longer new. */
function spans(question: Question) {
  const { period } = question
  return sql`
    placed as (
      select distinct on (tm.user_id) tm.user_id, tm.team_id
      from team_members tm
      where tm.valid_from < ${period.to}::date and tm.valid_to > ${firstDay(question)}::date
      order by tm.user_id, tm.valid_from desc, tm.team_id
    ),
    spans as materialized (
      select u.id, m.cohort, p.team_id as team, m.valid_to,
        greatest(m.valid_from, u.start_date + ${sql.lit(ONBOARDING_DAYS)}) as valid_from
      from users u
      join members m on m.user_id = u.id
      left join placed p on p.user_id = u.id
      where ${eligible(question)}
    )
  `
}

function values(question: Question) {
  const { metrics, grain } = question
  const columns = metrics.map(
    (metric, i) => sql`${personValue(metric, question)} as ${sql.ref(`m${i}`)}`,
  )
  const step = sql`(w.week - ${firstDay(question)}::date) / ${sql.lit(STEP_DAYS[grain])}`
  return sql`
    cells as (
      select u.cohort, ${step} as step, coalesce(min(u.team), -u.id) as team, ${sql.join(columns)}
      from user_weeks w
      join spans u on u.id = w.user_id and u.valid_from <= w.week and u.valid_to > w.week
      ${toolWeeks(question)}
      where ${days(question)} and ${asked(question, sql`w.week`)}
      group by u.id, u.cohort, step
      having sum(w.code_days) >= ${FEWEST_DAYS[grain]}
    )
  `
}

/** The first day of the step 0: that of the period, or of the step a year before its last one. */
export function firstDay({ period, earlier: { year_before } }: Question): string {
  return year_before !== null && year_before.from < period.from ? year_before.from : period.from
}

function days({ period, earlier: { year_before } }: Question) {
  const within = sql`w.week >= ${period.from}::date and w.week < ${period.to}::date`
  if (year_before === null || year_before.from >= period.from) return within
  return sql`(${within} or w.week >= ${year_before.from}::date and w.week < ${year_before.to}::date)`
}

function personValue(metric: MetricDefinition, { known_until }: Question): RawBuilder<unknown> {
  const { numerator, denominator, scale } = metric
  const stands = sql`filter (where ${settled(metric, known_until)})`
  return sql`${scale}::float8 * (sum(${numerator}) ${stands})::float8 / nullif(sum(${denominator}) ${stands}, 0)`
}

function toolWeeks({ metrics, tool }: Question) {
  if (metrics.every(({ subject }) => subject !== 'tool_days')) return sql``
  return sql`left join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool?.name ?? null}`
}
