import { sql } from 'kysely'
import { dayAfter, type ReportName } from '../src/model/index.ts'
import { REPORTS } from '../src/reports/registry.ts'
import type { Report } from '../src/reports/report.ts'
import { type Db, many, readOnly } from '../src/store/db.ts'
import type { Circumstances, Limit } from './bench.ts'
import { duration, median, megabytes, spread, timed } from './measure.ts'
import { FIRST_WEEK, WEEKS } from './weeks.ts'

/** Seconds in which every report has to answer. */
const LIMIT = 3

const day = dayAfter(FIRST_WEEK, 7 * WEEKS)
const asking = { privileged: true, now: new Date(`${day}T12:00:00Z`) }

/** Each report, as it is asked without further arguments, beside what takes a bare SQL for the same weeks. */
interface Asked {
  name: string
  report: ReportName
  spec: Record<string, unknown>
  /** Weeks that it reads. */
  weeks: number
}

const ASKED: Asked[] = [
  ...(Object.keys(REPORTS) as ReportName[]).map((report) => ({
    name: report,
    report,
    spec: { attribute: 'Coder' },
    weeks: report === 'cohort' || report === 'distribution' ? 12 : WEEKS,
  })),
  {
    name: 'cohort, five levels',
    report: 'cohort',
    spec: { attribute: 'Level', cohorts: ['L1', 'L2', 'L3', 'L4', 'L5'] },
    weeks: 12,
  },
  {
    name: 'trend, weekly',
    report: 'trend',
    spec: { attribute: 'Coder', grain: 'week' },
    weeks: WEEKS,
  },
]

/** Milliseconds of every report that answers, by its name. */
export type Times = Map<string, number>

/** Asks every report a few times, prints what it takes beside a bare SQL, and gives the times. One that fails says why. */
export async function measureReports(
  db: Db,
  { say }: Pick<Circumstances, 'say'>,
  rounds: number,
): Promise<Times> {
  const times: Times = new Map()
  const bare = new Map<number, number>()
  for (const weeks of new Set(ASKED.map((it) => it.weeks)))
    bare.set(weeks, await timed(() => readOnly(db, (tx) => bareMeans(tx, weeks))))
  for (const asked of ASKED) {
    try {
      const taken = await timesOf(db, asked, rounds)
      const ratio = median(taken) / (bare.get(asked.weeks) as number)
      times.set(asked.name, median(taken))
      say(
        asked.name,
        `${spread(taken)}, ${ratio.toFixed(1)} × bare SQL (${duration(bare.get(asked.weeks) as number)}), ${megabytes(process.memoryUsage.rss())}`,
      )
    } catch (error) {
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
      where w.week >= ${dayAfter(day, -7 * weeks)}::date and w.week < ${day}::date
      group by ua.value, w.week
    `,
  )
}

/** Whether every report answered in time. */
export function limitsOf(times: Times): Limit[] {
  return ASKED.map(({ name }) => ({
    what: `${name}, seconds`,
    measured: (times.get(name) ?? Number.POSITIVE_INFINITY) / 1000,
    limit: LIMIT,
    side: 'at most',
  }))
}
