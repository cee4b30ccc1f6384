import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { daysBetween } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many, one } from '../../store/db.ts'
import { joinsOf } from '../metric-joins.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { weeksIn } from '../period-of.ts'
import { personValue } from '../person-value.ts'
import { eligible } from '../scope.ts'
import { type Question, STEP_DAYS } from './question.ts'

/** The use and work of people in each period, or over the whole: a column a number, with a place for each person and period. */
export interface Cells {
  id: number[]
  /** From 0; 0 where people are compared over the whole. */
  step: number[]
  /** Share of the days of own pull requests with the tool, from 0 to 1. */
  share: number[]
  /** The values of each metric of people, at its place in the question; null: unknown. */
  values: (number | null)[][]
}

/** Fewer available days leave a person's period unknown. */
const FEWEST_DAYS = 8

/** So many available days in a period of so many weeks bring a person into a comparison of people. */
const EXPOSURE = { days: 20, weeks: 12 }

type Row = Pick<Cells, 'id' | 'step' | 'share'> & Record<`m${number}`, (number | null)[]>

/**
 * What is known of use and work at once, in one statement: by periods of four weeks that begin after a person first used the tool, or
 * of everybody over the whole. It comes as a column each, which takes a fifth of the time of half a million rows. People are told
 * apart before weeks are joined to those of the tool, since most weeks are of people who do not use it.
 */
export async function drawCells(db: Db, question: Question): Promise<Cells> {
  const { metrics, period, tool, known_until, form } = question
  const measured = metrics.flatMap((it, i) =>
    it.kind === 'people' ? [{ it: it.definition, name: sql.ref(`m${i}`) }] : [],
  )
  const each = (write: (name: RawBuilder<unknown>, it: MetricDefinition) => RawBuilder<unknown>) =>
    sql.join(
      measured.map(({ it, name }) => sql`, ${write(name, it)}`),
      sql` `,
    )
  const span = form === 'within_person' ? STEP_DAYS : daysBetween(period.from, period.to)
  const step = sql`(w.week - ${period.from}::date) / ${sql.lit(span)}`
  const counted = await drawCounted(db, question, span)
  const ids = counted.map(({ id }) => id)
  const {
    id,
    step: steps,
    share,
    ...m
  } = await one(
    db,
    sql<Row>`
      select ${inOneField(sql`c.id`)} as id, ${inOneField(sql`c.step`)} as step, ${inOneField(sql`c.share`)} as share
        ${each((name) => sql`${inOneField(sql`c.${name}`)} as ${name}`)}
      from (
        select u.id, ${step} as step, sum(t.own_shared_days)::float8 / sum(t.own_days) as share
          ${each((name, it) => sql`${it.scale}::float8 * ${personValue(it, known_until, 'group')} as ${name}`)}
        from user_weeks w
        join unnest(${ids}::bigint[], ${counted.map(({ counted_from }) => counted_from)}::date[]) u(id, counted_from)
          on u.id = w.user_id and u.counted_from <= w.week
        ${joins(
          measured.map(({ it }) => it),
          tool.name,
        )}
        where w.week >= ${period.from}::date and w.week < ${period.to}::date and w.user_id + 0 = any (${ids}::bigint[])
          and ${asked(question, sql`w.week`)}
        group by u.id, step
        having sum(w.code_days) >= ${fewestDays(question)}::float8 and sum(t.own_days) > 0
        order by u.id, step
      ) c
    `,
  )
  return { id, step: steps, share, values: metrics.map((_, i) => m[`m${i}`] ?? []) }
}

const inOneField = (column: RawBuilder<unknown>) => sql`coalesce(json_agg(${column}), '[]')`
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
