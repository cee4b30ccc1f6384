import { CATALOGUE } from '../src/metrics/catalogue.ts'
import { CohortSpec, dayAfter, ToolSpec } from '../src/model/index.ts'
import { cohortReport } from '../src/reports/cohort.ts'
import { toolReport } from '../src/reports/tool.ts'
import { openEmbedded, openPostgres } from '../src/store/db.ts'
import { given, tell } from './child.ts'
import { timed } from './measure.ts'
import { FIRST_WEEK } from './people.ts'

/** A database on a server or in a folder, how many weeks it holds, and what is asked of it so many times after the first. */
export interface Given {
  url?: string
  folder?: string
  weeks: number
  report: 'cohort' | 'tool'
  rounds: number
}

/** Milliseconds until the first answer of a process that has just opened the database, then of each further one; memory in bytes. */
export interface Answered {
  cold: number
  warm: number[]
  memory: number
}

/** The metrics of people that are known here. */
const METRICS = 10

const task = given<Given>()
const { url, folder } = task
const database = url === undefined ? await openEmbedded({ folder }) : await openPostgres(url)
const { db } = database
const until = dayAfter(FIRST_WEEK, 7 * task.weeks)
const asking = { privileged: true, now: new Date(`${until}T12:00:00Z`) }
const metrics = CATALOGUE.slice(0, METRICS).map(({ id }) => id)
const ask = {
  cohort: () => {
    const cohorts = ['account', 'no account']
    const spec = { attribute: 'Coder', cohorts, metrics, from: FIRST_WEEK, to: until }
    return cohortReport(db, CohortSpec.parse(spec), asking)
  },
  tool: () => toolReport(db, ToolSpec.parse({ attribute: 'Coder' }), asking),
}[task.report]
const cold = await timed(ask)
const warm: number[] = []
for (let round = 0; round < task.rounds; round++) warm.push(await timed(ask))
await database.close()
tell({ cold, warm, memory: process.resourceUsage().maxRSS * 1024 } satisfies Answered)
