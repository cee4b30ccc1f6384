import { sql } from 'kysely'
import { daysBetween } from '../../model/index.ts'
import type { SharedSums, TeamSums } from '../../stats/team-sums.ts'
import { type Db, many } from '../../store/db.ts'
import { cells } from './cells.ts'
import type { Span } from './draw-spans.ts'
import { firstDay, type Question, STEP_DAYS } from './question.ts'

/** What the database adds up of one metric in one cohort and step. */
export interface StepSums extends TeamSums {
  /** Teams that are teams. */
  named: number
}

/** Sums by cohort, step and metric; of a step that is held against the last one also those of the teams in both. */
export interface Sums {
  /** People of the cohort in the step, with a value or without. */
  people(cohort: number, day: string): number
  /** null: nobody has a value. */
  step(cohort: number, day: string, metric: number): StepSums | null
  shared(cohort: number, day: string, metric: number): SharedSums
}

type Row = { cohort: number; first: number; second: number; people: number } & Record<
  `${'n' | 's' | 'teams' | 'named' | 'ss' | 'sn' | 'ns' | 'nn'}${number}`,
  number
>

/** Adds up every metric in every step by cohort and team, in one statement: so as many rows as steps, however many people. */
export async function drawSums(db: Db, question: Question, spans: readonly Span[]): Promise<Sums> {
  const { metrics, earlier, grain } = question
  const start = firstDay(question)
  const stepOf = (day: string) => daysBetween(start, day) / STEP_DAYS[grain]
  const last = stepsIn(question) - 1
  const others = Object.values(earlier).flatMap((step) => (step ? [stepOf(step.from)] : []))
  const each = metrics.map((_, i) => i)
  const rows = await many(
    db,
    sql<Row>`
      with ${cells(question, spans)},
      teams as (
        select c.cohort, c.step, c.team, count(*) as people,
          ${sql.join(each.map(teamColumns))}
        from cells c
        group by 1, 2, 3
      )
      select x.cohort, x.step as first, x.step as second, sum(x.people) as people, ${sql.join(each.map((i) => products('x', 'x', i)))}
      from teams x
      group by x.cohort, x.step
      union all
      select x.cohort, x.step, y.step, 0, ${sql.join(each.map((i) => products('x', 'y', i)))}
      from teams x
      join teams y on y.cohort = x.cohort and y.team = x.team
      where x.step = ${last} and y.step = any (${others}::int[]) and y.step <> x.step
      group by x.cohort, x.step, y.step
    `,
  )
  return sumsOf(rows, stepOf, last)
}

/** Steps from the first day to the end of the period. */
export function stepsIn(question: Question): number {
  return daysBetween(firstDay(question), question.period.to) / STEP_DAYS[question.grain]
}

function teamColumns(i: number) {
  const value = sql.ref(`c.m${i}`)
  return sql`count(${value})::float8 as ${sql.ref(`n${i}`)}, coalesce(sum(${value}), 0) as ${sql.ref(`s${i}`)}`
}

/** The sums over teams of what a team has in one step times what it has in another, or in the same. */
function products(x: string, y: string, i: number) {
  const [nx, sx, ny, sy] = [`${x}.n${i}`, `${x}.s${i}`, `${y}.n${i}`, `${y}.s${i}`].map((name) =>
    sql.ref(name),
  )
  const as = (name: string) => sql.ref(`${name}${i}`)
  return sql`
    sum(${nx}) as ${as('n')}, sum(${sx}) as ${as('s')}, count(*) filter (where ${nx} > 0 and ${ny} > 0) as ${as('teams')},
    count(*) filter (where ${nx} > 0 and x.team > 0) as ${as('named')}, sum(${sx} * ${sy}) as ${as('ss')},
    sum(${sx} * ${ny}) as ${as('sn')}, sum(${nx} * ${sy}) as ${as('ns')}, sum(${nx} * ${ny}) as ${as('nn')}
  `
}

const NOTHING_SHARED: SharedSums = { teams: 0, ss: 0, sn: 0, ns: 0, nn: 0 }

function sumsOf(rows: Row[], stepOf: (day: string) => number, last: number): Sums {
  const byPlace = new Map(rows.map((row) => [`${row.cohort} ${row.first} ${row.second}`, row]))
  const at = (cohort: number, first: number, second: number) =>
    byPlace.get(`${cohort} ${first} ${second}`)
  const read = (row: Row, i: number) => ({
    n: row[`n${i}`] as number,
    s: row[`s${i}`] as number,
    teams: row[`teams${i}`] as number,
    named: row[`named${i}`] as number,
    ss: row[`ss${i}`] as number,
    sn: row[`sn${i}`] as number,
    ns: row[`ns${i}`] as number,
    nn: row[`nn${i}`] as number,
  })
  return {
    people: (cohort, day) => at(cohort, stepOf(day), stepOf(day))?.people ?? 0,
    step(cohort, day, metric) {
      const row = at(cohort, stepOf(day), stepOf(day))
      return row && (row[`n${metric}`] as number) > 0 ? read(row, metric) : null
    },
    shared(cohort, day, metric) {
      const row = at(cohort, last, stepOf(day))
      return row ? read(row, metric) : NOTHING_SHARED
    },
  }
}
