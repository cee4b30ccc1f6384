import { type RawBuilder, sql } from 'kysely'
import { DAY_UNIT, type MetricDefinition, partTime } from '../../metrics/metric.ts'
import type { ExclusionCode } from '../../model/index.ts'
import { asked } from '../../store/asked.ts'
import { type Db, many } from '../../store/db.ts'
import { fewestDays } from '../exposure.ts'
import { ONBOARDING_DAYS } from '../onboarding.ts'
import { countIn, personValue } from '../person-value.ts'
import { eligible } from '../scope.ts'
import { summedWeeks } from '../summed-rows.ts'
import { isWaiting } from '../waiting-weeks.ts'
import { drawTeams } from './draw-teams.ts'
import { membership } from './membership.ts'
import type { Question } from './question.ts'
import { strataIn, type WithTraits } from './strata.ts'

/** One person who was asked for: in the report, or out of it for a reason. */
export interface Person {
  id: number
  /** Place of the cohort in the question; null for one who is out. */
  cohort: number | null
  reason: ExclusionCode | null
  /** Since when the value holds is not known. */
  undated: boolean | null
  team: number | null
  /** What else they are alike in with others, from the finest strata to the coarsest. */
  strata: readonly string[]
  /** The value of each metric, in the order of the question; null: unknown. */
  values: (number | null)[]
  /** How many of what each metric counts make its value, where there are buckets of them; null: not known. */
  counted?: (number | null)[]
  /** The buckets of what each metric counts of the person, in that order; null: it has none, or not of all weeks. */
  events?: (Uint8Array | null)[]
  /** Of each metric whether it is an item of a survey that they were there for, or answered. */
  surveyed?: boolean[]
  /** Whether one of the weeks of which something is missing is still to be counted. */
  waiting?: boolean
}

type Row = Omit<Person, 'strata' | 'values' | 'counted' | 'events' | 'surveyed' | 'waiting'> &
  WithTraits &
  Record<`m${number}` | `n${number}`, number | null>

/**
 * Everybody who is asked for, with the cohort, the team and the traits of the day on which cohorts are fixed, and the value
 * of every metric over the period: one row a person, one statement for all metrics. Of a metric of teams it is their team's.
 */
export async function drawSamples(db: Db, question: Question): Promise<Person[]> {
  const { metrics } = question
  const columns = metrics.flatMap((metric, i) => [
    { name: sql.ref(`m${i}`), value: valueIn(metric, question) },
    ...(metric.buckets && metric.of !== 'team'
      ? [{ name: sql.ref(`n${i}`), value: countIn(metric, question.known_until) }]
      : []),
  ])
  const rows = await many(
    db,
    sql<Row>`
      with ${membership(question, sql`${question.members_on}::date`)},
      ${population(question)},
      sums as (
        select w.user_id, sum((${partTime(sql`w.code_days`)})::float8) / ${sql.lit(DAY_UNIT)} as days,
          ${sql.join(columns.map(({ name, value }) => sql`${value} as ${name}`))}
        from users u
        join ${summedWeeks(question)} w on w.user_id = u.id and w.week >= ${countedFrom(question)}
        ${toolWeeks(question)}
        ${sql.join(
          metrics.map(({ join }) => join ?? sql``),
          sql` `,
        )}
        where ${asked(question, sql`${question.members_on}::date`)}
        group by w.user_id
      )
      select p.id, p.cohort, p.undated, p.team, p.level, p.role, p.geo, ${reason(question)} as reason,
        ${sql.join(columns.map(({ name }) => sql`s.${name}`))}
      from population p
      left join sums s on s.user_id = p.id
      order by p.id
    `,
  )
  const teams = await drawTeams(db, question)
  const strata = strataIn(question.traits)
  const values = valuesFrom(metrics, teams)
  const keys = metrics.map((_, i) => `n${i}` as const)
  return rows.map((row) => ({
    id: row.id,
    cohort: row.cohort,
    reason: row.reason,
    undated: row.undated,
    team: row.team,
    strata: strata(row),
    values: values(row),
    counted: keys.map((key) => row[key] ?? null),
  }))
}

function population(question: Question) {
  const from = sql`${question.period.from}::date`
  return sql`
    population as (
      select u.id, case when m.cohort = m.last_cohort then m.cohort end as cohort, m.undated, p.team, t.level, t.role, t.geo,
        ${countedFrom(question)} as counted_from,
        case
          when u.end_date <= ${from} or (u.deleted_at at time zone ${question.time_zone})::date <= ${from} then 'left'
          when not ${eligible(question)} then 'not_eligible'
          when m.user_id is null then 'value_unknown'
          when m.cohort is null then 'other_value'
          when m.cohort <> m.last_cohort then 'several_values'
          when u.start_date > ${from} then 'onboarding'
        end as reason
      from users u
      left join members m on m.user_id = u.id
      left join placed p on p.user_id = u.id
      left join traits t on t.user_id = u.id
      where ${asked(question, sql`${question.members_on}::date`)}
    )
  `
}

/** The first day from which a person `u` counts: that of the period, or when they are no longer new. */
export function countedFrom({ period }: Pick<Question, 'period'>): RawBuilder<string> {
  return sql`greatest(${period.from}::date, u.start_date + ${sql.lit(ONBOARDING_DAYS)})`
}

/** Why person `p` with the sums `s` is out; null: in. */
function reason({ period }: Question) {
  return sql`
    case
      when p.reason is not null then p.reason
      when s.days >= ${fewestDays(period)}::float8 then null
      when ${isWaiting(sql`p.id`, period)} then 'being_counted'
      when not exists (
        select from user_weeks w
        where w.user_id = p.id and w.week >= ${period.from}::date and w.week < ${period.to}::date and w.code_days > 0
      ) then 'no_account'
      when p.counted_from > ${period.from}::date then 'onboarding'
      else 'too_few_days'
    end
  `
}

/** What is a number of teams is drawn of them. */
function valueIn(metric: MetricDefinition, { known_until }: Question): RawBuilder<number | null> {
  return metric.of === 'team' ? sql`null::float8` : personValue(metric, known_until, 'group')
}

function toolWeeks({ metrics, tool }: Question) {
  if (metrics.every(({ subject }) => subject !== 'tool_days')) return sql``
  return sql`left join user_tool_weeks t on t.user_id = w.user_id and t.week = w.week and t.tool = ${tool?.name ?? null}`
}

/** Gives the values of a row on the scales of the metrics: those of teams are those of the person's team. */
function valuesFrom(
  metrics: readonly MetricDefinition[],
  teams: ReadonlyMap<number, (number | null)[]>,
): (row: Row) => (number | null)[] {
  const columns = metrics.map(({ scale, of }, i) => ({ key: `m${i}` as const, scale, of }))
  return (row) => {
    const theirs = row.team === null ? undefined : teams.get(row.team)
    return columns.map(({ key, scale, of }, place) => {
      if (of === 'team') return theirs?.[place] ?? null
      const value = row[key] ?? null
      return value === null ? null : scale * value
    })
  }
}
