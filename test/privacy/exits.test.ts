import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { methods } from '../../src/api/methods.ts'
import type { ReportName } from '../../src/model/index.ts'
import { REPORTS, reportOfMethod } from '../../src/reports/registry.ts'
import { FILE_FORMATS, renderReport } from '../../src/reports/render.ts'
import type { Report } from '../../src/reports/report.ts'
import { type Db, run } from '../../src/store/db.ts'
import { testDatabase } from '../database.ts'
import { type GivenPerson, inOrganisation, people } from '../organisation.ts'

const held = testDatabase()
const asking = { now: new Date('2026-12-01T12:00:00Z'), privileged: false }
const WEEKS = 40

const names = Object.keys(REPORTS) as ReportName[]

/** Every form in which a report leaves: the answer itself, its page, its lines, and each file. */
async function formsOf(
  tx: Db,
  name: ReportName,
  filter: string[],
): Promise<Record<string, unknown>> {
  // every known day is one of a pull request of one's own, on as many of which the tool was used as on days at all
  await run(tx, sql`update user_tool_weeks set own_days = 5, own_shared_days = active_days`)
  const report = REPORTS[name] as unknown as Report
  const spec = report.kind.spec.parse({
    attribute: 'Coder',
    filter,
    from: '2026-01-05',
    to: '2026-10-12',
  })
  const answer = await report.run(tx, spec, asking)
  const files = [...FILE_FORMATS, 'text' as const]
  const rendered = await Promise.all(files.map((format) => renderReport(report, answer, format)))
  return {
    answer,
    page: report.page(answer),
    rows: report.rows(answer),
    ...Object.fromEntries(files.map((format, i) => [format, rendered[i]])),
  }
}

/** Somebody who uses Coder from the week on, or never, and merges a little more each week of seven. */
function person(i: number, level: string, more: Partial<GivenPerson> = {}): GivenPerson {
  const since = i % 2 === 0 ? 16 + (i % 3) : WEEKS
  return {
    team: `T${i % 13}`,
    values: {
      Coder: i % 2 === 0 ? 'account' : 'no account',
      'Coder usage': i % 2 === 0 ? 'weekly' : 'no account',
      Level: level,
    },
    week: (n) => ({
      prs_merged: 1 + ((i + n) % 7),
      prs_cycled: 1,
      cycle_ln: (1 + ((i * n) % 7)) * 1e9,
      tool_days: n >= since ? 1 + ((i * n) % 5) : 0,
    }),
    ...more,
  }
}

const given = (all: GivenPerson[]) => ({ people: all, tool: 'Coder', weeks: WEEKS })
const crowd = people(60, (i) => person(i, 'L1'))

/** By whom the value L9 is there, but in no report. */
const idle = [person(0, 'L9', { writes_code: false }), person(1, 'L9', { writes_code: false })]

describe.each(names)('the report %s, in each of its forms', (name) => {
  test('says of four people what it says of nobody', async () => {
    const of = (few: number) =>
      inOrganisation(
        held.database,
        given([...crowd, ...idle, ...people(few, (i) => person(i, 'L9'))]),
        (tx) => formsOf(tx, name, ['Level=L9']),
      )
    expect(await of(4)).toEqual(await of(0))
  })

  test('has no figure finer than three digits, but ratios just above 1, as finely as just below', async () => {
    const { answer } = await inOrganisation(held.database, given(crowd), (tx) =>
      formsOf(tx, name, []),
    )
    const figures = numbersIn(answer).filter((it) => !Number.isInteger(it))
    expect(figures.length).toBeGreaterThan(0)
    const isFiner = (it: number) =>
      it !== Number(it > 1 && it < 1.1 ? it.toFixed(3) : it.toPrecision(3))
    expect(figures.filter(isFiner)).toEqual([])
  })

  test('does not tell of all but three once it has told of all', async () => {
    const few = people(3, (i) => person(2 * i, 'L2'))
    const { warnings } = await inOrganisation(
      held.database,
      given([...crowd, ...few]),
      async (tx) => {
        await formsOf(tx, name, [])
        const { answer } = await formsOf(tx, name, ['Level=L1'])
        return answer as { warnings: { code: string }[] }
      },
    )
    expect(warnings.map(({ code }) => code)).toContain('release_refused')
  })
})

test('a method of reports answers one of these reports, and nothing beside the gate', () => {
  const others = Object.keys(methods).filter(
    (name) => name.startsWith('reports.') && reportOfMethod(name) === undefined,
  )
  // it runs the reports that a file names, by the same registry
  expect(others).toEqual(['reports.run'])
})

/** Every number in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []
}
