import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { ReportName } from '../../src/model/index.ts'
import { REPORTS } from '../../src/reports/registry.ts'
import type { Report } from '../../src/reports/report.ts'
import { type Db, run } from '../../src/store/db.ts'
import { testDatabase } from '../database.ts'
import { inOrganisation, people } from '../organisation.ts'

const held = testDatabase()
const WEEKS = 40
/** So many that of each cohort and team at least the minimum comes or goes. */
const MANY = 30
const names = Object.keys(REPORTS) as ReportName[]

/** Half of them use the tool, from some week on; the first merges so much that every mean tells whether they are there. */
const crowd = people(80, (i) => ({
  team: `T${i % 5}`,
  values: {
    Coder: i % 2 === 0 ? 'account' : 'no account',
    'Coder usage': i % 2 === 0 ? 'weekly' : 'no account',
  },
  week: (n) => ({
    prs_merged: (i === 0 ? 30 : 1) + ((i + n) % 7),
    prs_cycled: 1,
    cycle_ln: (1 + ((i * n) % 7)) * 1e9,
    tool_days: i % 2 === 0 && n >= 16 + (i % 3) ? 1 + ((i * n) % 5) : 0,
  }),
}))

const TABLES = ['user_attributes', 'user_weeks', 'user_tool_weeks']

/** All that the reports know of some people, by their numbers, goes, to be given back. */
async function leave(tx: Db, first: number, last: number) {
  for (const name of TABLES) {
    const [table, kept] = [sql.table(name), sql.table(`${name}_kept`)]
    await run(tx, sql`drop table if exists ${kept}`)
    await run(
      tx,
      sql`create temp table ${kept} on commit drop as select * from ${table} where user_id between ${first} and ${last}`,
    )
    await run(tx, sql`delete from ${table} where user_id between ${first} and ${last}`)
  }
}

async function comeBack(tx: Db) {
  for (const name of TABLES) {
    const kept = sql.table(`${name}_kept`)
    await run(tx, sql`insert into ${sql.table(name)} overriding system value select * from ${kept}`)
  }
}

test.each(
  names.flatMap((name) => [
    { name, way: 'left' as const },
    { name, way: 'come' as const },
  ]),
)(
  'the report $name tells nothing else of the same days while one person has $way, but once many have',
  async ({ name, way }) => {
    const report = REPORTS[name] as unknown as Report
    const spec = report.kind.spec.parse({
      attribute: 'Coder',
      from: '2026-01-05',
      to: '2026-10-12',
    })
    const figuresOn = async (tx: Db, day: string) => {
      const now = new Date(`${day}T12:00:00Z`)
      return figuresOf(await report.run(tx, spec, { now, privileged: false }))
    }
    await inOrganisation(
      held.database,
      { people: crowd, tool: 'Coder', weeks: WEEKS },
      async (tx) => {
        await run(tx, sql`update user_tool_weeks set own_days = 5, own_shared_days = active_days`)
        const change = async (count: number) => {
          if (way === 'left') await leave(tx, 1, count)
          else await comeBack(tx).then(() => leave(tx, 1 + count, MANY))
        }
        if (way === 'come') await leave(tx, 1, MANY)
        const first = await figuresOn(tx, '2026-12-01')
        await change(1)
        const second = await figuresOn(tx, '2026-12-08')
        expect([...second].filter(([at, figure]) => first.get(at) !== figure)).toEqual([])
        await change(MANY)
        const third = await figuresOn(tx, '2026-12-15')
        expect([...third].filter(([at, figure]) => first.get(at) !== figure)).not.toEqual([])
      },
    )
  },
)

/** The numbers of an answer by where they stand, without its warnings and what is advised next. */
function figuresOf(value: unknown, at = ''): Map<string, number> {
  if (typeof value === 'number') return new Map([[at, value]])
  if (value === null || typeof value !== 'object') return new Map()
  const entries = Object.entries(value).filter(([key]) => key !== 'warnings' && key !== 'next')
  return new Map(entries.flatMap(([key, it]) => [...figuresOf(it, `${at}.${key}`)]))
}
