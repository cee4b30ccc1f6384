import { join } from 'node:path'
import { sql } from 'kysely'
import { rollup } from '../src/metrics/rollup.ts'
import { type Database, type Db, many, run } from '../src/store/db.ts'
import type { Answered, Given } from './analysis-child.ts'
import type { Bench, Circumstances, Limit } from './bench.ts'
import { askChild } from './child.ts'
import { inFolder, onServer, openNew } from './databases.ts'
import { fillWork } from './facts.ts'
import { duration, median, megabytes, spread, timed, whole } from './measure.ts'
import { FIRST_WEEK } from './people.ts'
import { fillWeeks, WEEKS } from './weeks.ts'

const ROUNDS = 15

/** 24 months. */
const TWO_YEARS = 104

/** Pull requests of a person in that time. */
const PULLS = 200

export const analysis: Bench = {
  name: 'analysis',
  summary:
    'two cohorts by ten metrics over 24 months, and the page of a tool, as a person waits for them',
  async run(circumstances) {
    const { small, say } = circumstances
    const people = small ? 300 : 3_000
    say('people, pull requests', `${whole(people)}, ${whole(PULLS * people)}`)
    const served = await onServer(circumstances, async ({ database, url }) => {
      await fill(circumstances, database, people)
      return cohortLimits(circumstances, { url }, await bareTime(database.db))
    })
    say('Embedded database, in a folder')
    const embedded = await inFolder(async (path) => {
      const folder = join(path, 'data')
      const database = await openNew({ folder })
      const bare = await fill(circumstances, database, people)
        .then(() => bareTime(database.db))
        .finally(() => database.close())
      return cohortLimits(circumstances, { folder }, bare)
    })
    return [...served, ...embedded, ...(await toolPage(circumstances))]
  },
}

async function fill({ say }: Circumstances, database: Database, people: number): Promise<void> {
  await fillWork(database, { people, weeks: TWO_YEARS, pulls: PULLS })
  await run(database.db, sql`analyze`)
  say('counted in', duration(await timed(() => rollup(database))))
  await run(database.db, sql`vacuum analyze`)
}

async function cohortLimits(
  { say }: Circumstances,
  place: Pick<Given, 'url' | 'folder'>,
  bare: number,
): Promise<Limit[]> {
  const asked: Given = { ...place, weeks: TWO_YEARS, report: 'cohort', rounds: ROUNDS }
  const { cold, anew, again, memory } = await askChild<Answered>('analysis-child.ts', asked)
  const on = place.url === undefined ? 'embedded' : 'server'
  say('first answer', duration(cold))
  say(
    'worked out anew',
    `${spread(anew)}, ${(median(anew) / bare).toFixed(1)} × bare SQL (${duration(bare)}), ${megabytes(memory)}`,
  )
  say('given again', spread(again))
  return [
    {
      what: `cohorts × 10 metrics, ${on}, first, seconds`,
      measured: cold / 1000,
      limit: 1,
      side: 'at most',
    },
    {
      what: `the same again, ${on}, seconds`,
      measured: median(again) / 1000,
      limit: 0.2,
      side: 'at most',
    },
  ]
}

async function toolPage(circumstances: Circumstances): Promise<Limit[]> {
  const people = circumstances.small ? 1_000 : 10_000
  return onServer(circumstances, async ({ database, url }) => {
    await fillWeeks(database, { people })
    const asked: Given = { url, weeks: WEEKS, report: 'tool', rounds: ROUNDS }
    const { cold, anew, again, memory } = await askChild<Answered>('analysis-child.ts', asked)
    circumstances.say(
      `page of a tool, ${whole(people)} people`,
      `first ${duration(cold)}, anew ${spread(anew)}, again ${spread(again)}, ${megabytes(memory)}`,
    )
    return [
      {
        what: 'page of a tool, first, seconds',
        measured: cold / 1000,
        limit: 1.5,
        side: 'at most',
      },
    ]
  })
}

/** Milliseconds of the means and variances of one metric by cohort, with nobody left out: the median of a few. */
async function bareTime(db: Db): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    times.push(
      await timed(() =>
        many(
          db,
          sql`
            select v.value, count(*), avg(v.x), var_samp(v.x)
            from (
              select ua.value, sum(w.prs_merged)::float8 / nullif(sum(w.code_days), 0) as x
              from user_weeks w
              join user_attributes ua on ua.user_id = w.user_id and ua.attribute_id = 1
              where w.week >= ${FIRST_WEEK}::date
              group by ua.value, w.user_id
            ) v
            group by v.value
          `,
        ),
      ),
    )
  return median(times)
}
