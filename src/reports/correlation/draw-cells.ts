import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { daysBetween } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { joinsOf } from '../metric-joins.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { weeksIn } from '../period-of.ts'
import { personValue } from '../person-value.ts'
import { eligible } from '../scope.ts'
import { type Question, STEP_DAYS } from './question.ts'

/** A person's use and work in one period, or over the whole. */
export interface Cell {
  id: number
  /** From 0; 0 where people are compared over the whole. */
  step: number
  /** Share of the days of own pull requests with the tool, from 0 to 1. */
  share: number
  /** The value of each metric of people, beside its place in the question; null: unknown. */
  values: (number | null)[]
}

/** Fewer available days leave a person's period unknown. */
const FEWEST_DAYS = 8

/** So many available days in a period of so many weeks bring a person into a comparison of people. */
const EXPOSURE = { days: 20, weeks: 12 }

type Row = Omit<Cell, 'values'> & Record<`m${number}`, number | null>

/**
 * What is known of use and work at once, in one statement: by periods of four weeks that begin after a person first used the tool, or
 * of everybody over the whole.
 */
export async function drawCells(db: Db, question: Question): Promise<Cell[]> {
  const { metrics, period, tool, known_until, form } = question
  const measured = metrics.flatMap((it, i) =>
    it.kind === 'people' ? [{ i, it: it.definition }] : [],
  )
  const columns = measured.map(
    ({ i, it }) =>
      sql`, ${it.scale}::float8 * ${personValue(it, known_until, 'group')} as ${sql.ref(`m${i}`)}`,
  )
  const span = form === 'within_person' ? STEP_DAYS : daysBetween(period.from, period.to)
  const step = sql`(w.week - ${period.from}::date) / ${sql.lit(span)}`
  const counted = await drawCounted(db, question, span)
  const rows = await many(
    db,
    sql<Row>`
      select u.id, ${step} as step, sum(t.own_shared_days)::float8 / sum(t.own_days) as share ${sql.join(columns, sql` `)}
      from user_weeks w
      join users u on u.id = w.user_id
      join unnest(
        ${counted.map(({ id }) => id)}::bigint[], ${counted.map(({ counted_from }) => counted_from)}::date[]
      ) s(user_id, counted_from) on s.user_id + 0 = u.id and s.counted_from <= w.week
      ${joins(
        measured.map(({ it }) => it),
        tool.name,
      )}
      where w.week >= ${period.from}::date and w.week < ${period.to}::date and ${asked(question, sql`w.week`)}
      group by u.id, step
      having sum(w.code_days) >= ${fewestDays(question)}::float8 and sum(t.own_days) > 0
      order by u.id, step
    `,
  )
  return rows.map(({ id, step, share, ...m }) => ({
    id,
    step,
    share,
    values: metrics.map((_, i) => m[`m${i}`] ?? null),
  }))
}

/** Who counts, and since when. They go into the sums as arrays, which the planner and its workers can read. */
function drawCounted(db: Db, question: Question, span: number) {
  const began = sql`
    join (
      select t.user_id, min(t.week) as week
      from user_tool_weeks t
      where t.tool = ${question.tool.name} and t.active_days > 0
      group by t.user_id
    ) f on f.user_id = u.id
  `
  return many(
    db,
    sql<{ id: number; counted_from: string }>`
      select u.id, (${since(question, span)})::text as counted_from
      from users u
      ${question.form === 'within_person' ? began : sql``}
      where ${eligible(question)}
    `,
  )
}

/** The first day that counts of user `u`: that of the first period which begins after they used the tool, and no longer new. */
function since({ period, form }: Question, span: number): RawBuilder<unknown> {
  const from = sql`${period.from}::date`
  const settledIn = sql`u.start_date + ${sql.lit(ONBOARDING_DAYS)}`
  if (form === 'between_people') return sql`greatest(${from}, ${settledIn})`
  const steps = sql`ceil((f.week - ${from})::numeric / ${sql.lit(span)})::int`
  return sql`greatest(${from}, ${from} + ${steps} * ${sql.lit(span)}, ${settledIn})`
}

/** The weeks of the tool are always needed; those that a metric of use would bring come with them. */
function joins(metrics: readonly MetricDefinition[], tool: string) {
  return sql`
    join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool}
    ${joinsOf(
      metrics.map((metric) => ({ ...metric, subject: 'pull_requests' as const })),
      null,
    )}
  `
}

function fewestDays({ form, period }: Question): number {
  if (form === 'within_person') return FEWEST_DAYS
  return (EXPOSURE.days * weeksIn(period)) / EXPOSURE.weeks
}
