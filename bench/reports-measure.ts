import { sql } from 'kysely'
import type { ReportName } from '../src/model/index.ts'
import { REPORTS } from '../src/reports/registry.ts'
import type { Report } from '../src/reports/report.ts'
import { type Db, many, readOnly } from '../src/store/db.ts'
import { askingAfter, dayAfterWeeks } from './asking.ts'
import type { Circumstances, Limit } from './bench.ts'
import { duration, median, megabytes, spread, timed, whole } from './measure.ts'
import { WEEKS } from './weeks.ts'

/** Seconds in which every report has to answer. */
const LIMIT = 3

const asking = askingAfter(WEEKS)

/** A report as it is asked without further arguments, or with these. */
interface Asked {
  name: string
  report: ReportName
  spec: Record<string, unknown>
}

const LEVELS = { attribute: 'Level', cohorts: ['L1', 'L2', 'L3', 'L4', 'L5'] }

/** What reads the last twelve weeks alone. */
const ON_A_QUARTER: Asked[] = [
  { name: 'cohort', report: 'cohort', spec: { attribute: 'Coder' } },
  { name: 'cohort, five levels', report: 'cohort', spec: LEVELS },
  { name: 'distribution', report: 'distribution', spec: { attribute: 'Coder' } },
  { name: 'breakdown', report: 'breakdown', spec: { attribute: 'Level' } },
]

/** What reads a year, or half of it. */
const ON_A_YEAR: Asked[] = [
  ...(Object.keys(REPORTS) as ReportName[])
    .filter((report) => ON_A_QUARTER.every((asked) => asked.report !== report))
    .map((report) => ({ name: report, report, spec: { attribute: 'Coder' } })),
  { name: 'trend, weekly', report: 'trend', spec: { attribute: 'Coder', grain: 'week' } },
]

/** Milliseconds of every report that answers, by its name. */
export type Times = Map<string, number>

/** Asks the reports of so many weeks a few times, prints what they take beside a bare SQL, and gives the times. One that fails says why. */
export async function measureReports(
  db: Db,
  { say }: Pick<Circumstances, 'say'>,
  { weeks, rounds }: { weeks: number; rounds: number },
): Promise<Times> {
  const times: Times = new Map()
  const bare = await timed(() => readOnly(db, (tx) => bareMeans(tx, weeks)))
  for (const asked of weeks === WEEKS ? ON_A_YEAR : ON_A_QUARTER) {
    try {
      const taken = await timesOf(db, asked, rounds)
      times.set(asked.name, median(taken))
      say(
        asked.name,
        `${spread(taken)}, ${(median(taken) / bare).toFixed(1)} × bare SQL (${duration(bare)}), ${megabytes(process.memoryUsage.rss())}`,
      )
    } catch (error) {
      times.set(asked.name, Number.POSITIVE_INFINITY)
      say(asked.name, `no answer: ${error instanceof Error ? error.message : error}`)
    }
  }
  return times
}

async function timesOf(db: Db, { report, spec }: Asked, rounds: number): Promise<number[]> {
  const asked = REPORTS[report] as unknown as Report
  const question = asked.kind.spec.parse(spec)
  const taken: number[] = []
  for (let round = 0; round < rounds; round++)
    taken.push(await timed(() => asked.run(db, question, asking)))
  return taken
}

/** What somebody would write for the mean and the variance of two metrics by week and cohort alone, with nobody left out. */
function bareMeans(db: Db, weeks: number): Promise<unknown[]> {
  return many(
    db,
    sql`
      select ua.value, w.week, count(*), avg(w.prs_merged::float8 / nullif(w.code_days, 0)),
        var_samp(w.prs_merged::float8 / nullif(w.code_days, 0)), avg(w.cycle_ln::float8 / nullif(w.prs_cycled, 0)),
        var_samp(w.cycle_ln::float8 / nullif(w.prs_cycled, 0))
      from user_weeks w
      join user_attributes ua on ua.user_id = w.user_id and ua.attribute_id = 1
      where w.week >= ${dayAfterWeeks(WEEKS - weeks)}::date and w.week < ${dayAfterWeeks(WEEKS)}::date
      group by ua.value, w.week
    `,
  )
}

/** Whether every report answered in time. */
export function limitsOf(times: Times, people: number): Limit[] {
  return [...times].map(([name, ms]) => ({
    what: `${name}, ${whole(people)} people, seconds`,
    measured: ms / 1000,
    limit: LIMIT,
    side: 'at most',
  }))
}
