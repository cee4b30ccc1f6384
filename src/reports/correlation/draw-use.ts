import { type RawBuilder, sql } from 'kysely'
import { asked } from '../../store/asked.ts'
import { type Db, many, one } from '../../store/db.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { eligible } from '../scope.ts'
import { type Question, STEP_DAYS } from './question.ts'

/** The use of the tool by person and four weeks, in that order: a column a number. */
export interface Use {
  id: number[]
  /** From 0. */
  step: number[]
  /** Which of the four weeks count, as bits: those of which use is known. */
  weeks: number[]
  /** Days of own pull requests, and those of them with the tool. */
  own_days: number[]
  shared_days: number[]
}

/** Use as far as it counts: of whoever writes code, where people are set against themselves since they first used the tool. */
export async function drawUse(db: Db, question: Question): Promise<Use> {
  const { period, tool } = question
  const counted = await drawCounted(db, question)
  const days = sql`t.week - ${period.from}::date`
  return one(
    db,
    sql<Use>`
      select ${inOneField(sql`c.id`)} as id, ${inOneField(sql`c.step`)} as step, ${inOneField(sql`c.weeks`)} as weeks,
        ${inOneField(sql`c.own_days`)} as own_days, ${inOneField(sql`c.shared_days`)} as shared_days
      from (
        select u.id, (${days}) / ${sql.lit(STEP_DAYS)} as step, bit_or(1 << ((${days}) % ${sql.lit(STEP_DAYS)} / 7)) as weeks,
          coalesce(sum(t.own_days), 0) as own_days, coalesce(sum(t.own_shared_days), 0) as shared_days
        from user_tool_weeks t
        join users u on u.id = t.user_id
        join unnest(
          ${counted.map(({ id }) => id)}::bigint[], ${counted.map(({ counted_from }) => counted_from)}::date[]
        ) s(user_id, counted_from) on s.user_id + 0 = u.id and s.counted_from <= t.week
        where t.tool = ${tool.name} and t.week >= ${period.from}::date and t.week < ${period.to}::date and ${asked(question, sql`t.week`)}
        group by u.id, step
        order by u.id, step
      ) c
    `,
  )
}

/** All values of a column as one, which takes a fifth of the time of half a million rows. */
export const inOneField = (column: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`coalesce(json_agg(${column}), '[]')`

interface Counted {
  id: number
  counted_from: string
}

/** Who counts, and since when. They go into the sums as arrays, which the planner and its workers can read. */
function drawCounted(db: Db, question: Question): Promise<Counted[]> {
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
    sql<Counted>`
      select u.id, (${since(question)})::text as counted_from
      from users u
      ${question.form === 'within_person' ? began : sql``}
      where ${eligible(question)}
    `,
  )
}

/** The first day that counts of user `u`: that of the first period which begins after they used the tool, and no longer new. */
function since({ period, form }: Question): RawBuilder<unknown> {
  const from = sql`${period.from}::date`
  const settledIn = sql`u.start_date + ${sql.lit(ONBOARDING_DAYS)}`
  if (form === 'between_people') return sql`greatest(${from}, ${settledIn})`
  const steps = sql`ceil((f.week - ${from})::numeric / ${sql.lit(STEP_DAYS)})::int`
  return sql`greatest(${from}, ${from} + ${steps} * ${sql.lit(STEP_DAYS)}, ${settledIn})`
}
