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
  /** Of a row `r` of either, beside user_id and week. */
  columns: RawBuilder<unknown>
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
    columns: sql`r.fte, ${columns}`,
  })
}

/** The same of user_week_buckets. */
export function summedBuckets(summed: Summed): RawBuilder<unknown> {
  return spanning(summed, {
    weeks: 'user_week_buckets',
    periods: 'user_period_buckets',
    columns: sql.join(BUCKETS.map((name) => sql.ref(`r.${name}`))),
  })
}

function spanning(summed: Summed, { weeks, periods, columns }: Read): RawBuilder<unknown> {
  const { period } = summed
  const whole = wholePeriods(summed)
  const read = (rows: RawBuilder<unknown>) => sql`select r.user_id, r.week, ${columns} from ${rows}`
  const within = (table: string, spans: readonly Period[]) =>
    read(sql`${sql.table(table)} r where ${sql.join(spans.map(lies), sql` or `)}`)
  if (whole === null) return sql`(${within(weeks, [period])})`
  const edges = [
    { from: period.from, to: whole.from },
    { from: whole.to, to: period.to },
  ].filter(({ from, to }) => from < to)
  return sql`(${sql.join(
    [
      within(periods, [whole]),
      ...(edges.length > 0 ? [within(weeks, edges)] : []),
      read(begun(weeks, whole)),
    ],
    sql` union all `,
  )})`
}

const lies = ({ from, to }: Period) => sql`r.week >= ${from}::date and r.week < ${to}::date`

/**
 * The weeks `r` of people whose onboarding ended in the midst of a period, from then to the end of that period. They are few, so they
 * are looked up person by person, which `offset 0` makes sure of.
 */
function begun(weeks: string, { from, to }: Period) {
  const ends = sql`(s.start_date + ${sql.lit(ONBOARDING_DAYS)})`
  return sql`
    users s
    cross join lateral (
      select r.* from ${sql.table(weeks)} r
      where r.user_id = s.id and r.week >= ${ends} and r.week < ${periodOf(sql`${ends} - 1`)} + ${sql.lit(PERIOD_DAYS)}
      offset 0
    ) r
    where ${ends} > ${from}::date and ${ends} < ${to}::date
  `
}

/**
 * The days of the periods of four weeks that lie within what is summed and have settled for all metrics; null where there are none,
 * or where a metric is of other rows beside, such as those of a tool, which are of weeks.
 */
function wholePeriods({ period, metrics, known_until }: Summed): Period | null {
  if (metrics.some(({ join, subject }) => join !== undefined || subject === 'tool_days'))
    return null
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
