import { type RawBuilder, sql } from 'kysely'
import type { MetricDefinition } from '../metrics/metric.ts'
import { BUCKETS, SUMS } from '../metrics/week-sums.ts'
import { PERIOD_DAYS, periodOf } from '../metrics/write-periods.ts'
import { dayAfter, daysBetween, type Period } from '../model/index.ts'
import { ONBOARDING_DAYS } from './onboarding.ts'

/** What is to be summed, and over which days: from the end of onboarding, of whom that falls into them. */
export interface Summed {
  period: Period
  metrics: readonly MetricDefinition[]
  known_until: string | null
}

/** What is read of the tables of weeks and of periods. */
interface Read {
  weeks: string
  periods: string
  /** Of a row `r` of either; beside user_id, week and how many `weeks` it is made of. */
  columns(table: 'weeks' | 'periods'): RawBuilder<unknown>
  where?: RawBuilder<unknown>
}

/**
 * A relation with the columns of user_weeks that may be summed, for a row `w`: those of whole periods of four weeks where they can
 * stand for their weeks, which are a quarter as many, and weeks elsewhere. They lie in the period, but for people who are new they may
 * begin too early: rows before the end of onboarding are for the caller to leave out.
 */
export function summedWeeks(summed: Summed): RawBuilder<unknown> {
  const columns = sql.join(SUMS.map((name) => sql.ref(`r.${name}`)))
  return spanning(summed, {
    weeks: 'user_weeks',
    periods: 'user_periods',
    columns: (table) =>
      sql`r.fte, ${table === 'weeks' ? REVIEWED : sql`r.reviewed`} as reviewed, ${columns}`,
  })
}

const REVIEWED = sql`coalesce(r.review_days > 0, false)`

/** The same of user_week_buckets. */
export function summedBuckets(summed: Summed): RawBuilder<unknown> {
  return spanning(summed, {
    weeks: 'user_week_buckets',
    periods: 'user_period_buckets',
    columns: () => sql.join(BUCKETS.map((name) => sql.ref(`r.${name}`))),
  })
}

/** Joins the sums `t` of a tool to a row `w` of `summedWeeks`. */
export function joinSummedTool(summed: Summed, tool: string | null): RawBuilder<unknown> {
  const weeks = spanning(summed, {
    weeks: 'user_tool_weeks',
    periods: 'user_tool_periods',
    columns: (table) => sql`
      ${table === 'weeks' ? sql`null::smallint as fte, null::boolean as reviewed` : sql`r.fte, r.reviewed`}, r.known_days, r.active_days, r.own_days, r.own_shared_days
    `,
    where: sql`r.tool = ${tool}`,
  })
  return sql`
    left join ${weeks} t on t.user_id = w.user_id and t.week = w.week and t.weeks = w.weeks and coalesce(t.fte = w.fte and t.reviewed = w.reviewed, true)
  `
}

function spanning(summed: Summed, { weeks, periods, columns, where }: Read): RawBuilder<unknown> {
  const { period } = summed
  const whole = wholePeriods(summed)
  const wanted = where ?? sql`true`
  const read = (table: 'weeks' | 'periods', rows: RawBuilder<unknown>) =>
    sql`select r.user_id, r.week, ${sql.lit(table === 'weeks' ? 1 : WEEKS)} as weeks, ${columns(table)} from ${rows}`
  const within = (table: string, spans: readonly Period[]) =>
    sql`${sql.table(table)} r where (${sql.join(spans.map(lies), sql` or `)}) and ${wanted}`
  if (whole === null) return sql`(${read('weeks', within(weeks, [period]))})`
  const edges = [
    { from: period.from, to: whole.from },
    { from: whole.to, to: period.to },
  ].filter(({ from, to }) => from < to)
  return sql`(${sql.join(
    [
      read('periods', within(periods, [whole])),
      ...(edges.length > 0 ? [read('weeks', within(weeks, edges))] : []),
      read('weeks', begun(weeks, wanted, whole)),
    ],
    sql` union all `,
  )})`
}

const lies = ({ from, to }: Period) => sql`r.week >= ${from}::date and r.week < ${to}::date`

/**
 * The weeks `r` of people whose onboarding ended in the midst of a period, from then to the end of that period. They are few, so they
 * are looked up person by person, which `offset 0` makes sure of.
 */
function begun(weeks: string, wanted: RawBuilder<unknown>, { from, to }: Period) {
  const ends = sql`(s.start_date + ${sql.lit(ONBOARDING_DAYS)})`
  return sql`
    users s
    cross join lateral (
      select r.* from ${sql.table(weeks)} r
      where r.user_id = s.id and r.week >= ${ends} and r.week < ${periodOf(sql`${ends} - 1`)} + ${sql.lit(PERIOD_DAYS)} and ${wanted}
      offset 0
    ) r
    where ${ends} > ${from}::date and ${ends} < ${to}::date
  `
}

/**
 * The days of the periods of four weeks that lie within what is summed and have settled for all metrics; null where there are none,
 * or where a metric brings rows of its own, which are of weeks.
 */
function wholePeriods({ period, metrics, known_until }: Summed): Period | null {
  if (metrics.some(({ join }) => join !== undefined)) return null
  const ends = metrics.flatMap(({ settles_after = 0 }) =>
    known_until === null || settles_after === 0 ? [] : [dayAfter(known_until, -settles_after)],
  )
  const from = onGrid(period.from, Math.ceil)
  const to = onGrid([period.to, ...ends].sort()[0] ?? period.to, Math.floor)
  return from < to ? { from, to } : null
}

/** Whether a Monday begins a period of which sums are kept. */
export function beginsPeriod(day: string): boolean {
  return onGrid(day, Math.floor) === day
}

/** The beginning of the period that is nearest to a day on one side. */
function onGrid(day: string, round: (value: number) => number): string {
  return dayAfter(BEGINNING, round(daysBetween(BEGINNING, day) / PERIOD_DAYS) * PERIOD_DAYS)
}

/** A day on which a period of four weeks begins, as FIRST_MONDAY is. */
const BEGINNING = '2000-12-11'

const WEEKS = PERIOD_DAYS / 7
