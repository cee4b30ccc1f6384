import { type RawBuilder, sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from '../../metrics/metric.ts'
import type { Grain } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { personValue } from '../person-value.ts'
import type { Span } from './draw-spans.ts'
import { firstDay, type Question, STEP_DAYS } from './question.ts'

/** Fewer available days leave a person's step unknown. */
const FEWEST_DAYS: Record<Grain, number> = { week: 2, four_weeks: 8 }

/**
 * The common table expression `cells`: a row a person, cohort and step, with the value of each metric as `m0`, `m1`, …; null:
 * unknown. The spans come as arrays, of which the planner knows how long they are and which its workers can read, as it can
 * not with what they are drawn from: so it always hashes the few and scans the many. A step of one week is a row already;
 * those of several are sums.
 */
export function cells(question: Question, spans: readonly Span[]): RawBuilder<unknown> {
  const { metrics, grain, known_until } = question
  const over = grain === 'week' ? 'row' : 'group'
  const columns = metrics.map(
    (metric, i) =>
      sql`${metric.scale}::float8 * ${personValue(metric, known_until, over)} as ${sql.ref(`m${i}`)}`,
  )
  const step = sql`(w.week - ${firstDay(question)}::date) / ${sql.lit(STEP_DAYS[grain])}`
  const days = partTime(sql`w.code_days`)
  const fewest = sql.lit(FEWEST_DAYS[grain] * DAY_UNIT)
  return sql`
    cells as (
      select s.user_id, s.cohort, s.team, ${step} as step, ${sql.join(columns)}
      from user_weeks w
      join users u on u.id = w.user_id
      join ${relation(spans)} on s.user_id + 0 = u.id and s.valid_from <= w.week and s.valid_to > w.week
      ${toolWeeks(question)}
      ${sql.join([...joinsOf(metrics), sql``], sql` `)}
      where ${within(question)} and ${asked(question, sql`w.week`)}
        ${over === 'row' ? sql`and ${days} >= ${fewest}` : sql`group by 1, 2, 3, 4 having sum(${days}) >= ${fewest}`}
    )
  `
}

function relation(spans: readonly Span[]) {
  return sql`
    unnest(
      ${spans.map(({ id }) => id)}::bigint[], ${spans.map(({ cohort }) => cohort)}::int[], ${spans.map(({ team }) => team)}::bigint[],
      ${spans.map(({ valid_from }) => valid_from)}::date[], ${spans.map(({ valid_to }) => valid_to)}::date[]
    ) s(user_id, cohort, team, valid_from, valid_to)
  `
}

function within(question: Question) {
  const { period, earlier } = question
  const days = sql`w.week >= ${period.from}::date and w.week < ${period.to}::date`
  const year = earlier.year_before
  if (year === null || firstDay(question) === period.from) return days
  return sql`(${days} or w.week >= ${year.from}::date and w.week < ${year.to}::date)`
}

function joinsOf(metrics: readonly MetricDefinition[]) {
  return metrics.map(({ join }) => join ?? sql``)
}

function toolWeeks({ metrics, tool }: Question) {
  if (metrics.every(({ subject }) => subject !== 'tool_days')) return sql``
  return sql`left join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool?.name ?? null}`
}
