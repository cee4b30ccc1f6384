import { CATALOGUE } from '../src/metrics/catalogue.ts'
import { CohortSpec, ToolSpec } from '../src/model/index.ts'
import { keepAnswers } from '../src/reports/answers.ts'
import { REPORTS } from '../src/reports/registry.ts'
import type { Asking } from '../src/reports/report.ts'
import { openEmbedded, openPostgres } from '../src/store/db.ts'
import { askingAfter, dayAfterWeeks } from './asking.ts'
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

/**
 * Milliseconds until the first answer of a process that has just opened the database, then of each that is worked out anew, and of
 * each that a server gives again while the data are the same; memory in bytes.
 */
export interface Answered {
  cold: number
  anew: number[]
  again: number[]
  memory: number
}

/** The metrics of people that are known here. */
const METRICS = 10

const task = given<Given>()
const { url, folder } = task
const database = url === undefined ? await openEmbedded({ folder }) : await openPostgres(url)
const { db } = database
const asking = askingAfter(task.weeks)
const metrics = CATALOGUE.slice(0, METRICS).map(({ id }) => id)
const cohorts = {
  ...{ attribute: 'Coder', cohorts: ['account', 'no account'] },
  ...{ metrics, from: FIRST_WEEK, to: dayAfterWeeks(task.weeks) },
}
const ask = (asking: Asking) =>
  task.report === 'cohort'
    ? REPORTS.cohort.run(db, CohortSpec.parse(cohorts), asking)
    : REPORTS.tool.run(db, ToolSpec.parse({ attribute: 'Coder' }), asking)
const cold = await timed(() => ask(asking))
const anew = await times(() => ask(asking))
const serving = { ...asking, answers: keepAnswers() }
await ask(serving)
const again = await times(() => ask(serving))
await database.close()
tell({ cold, anew, again, memory: process.resourceUsage().maxRSS * 1024 } satisfies Answered)

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let round = 0; round < task.rounds; round++) all.push(await timed(work))
  return all
}
