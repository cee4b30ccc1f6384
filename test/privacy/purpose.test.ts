import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { REPORT_KINDS, type ReportName } from '../../src/model/index.ts'
import { runFile } from '../../src/reports/as-code/run.ts'
import { ReportFile } from '../../src/reports/as-code/shape.ts'
import { REPORTS } from '../../src/reports/registry.ts'
import type { Report } from '../../src/reports/report.ts'
import { studyPlan } from '../../src/reports/study/plan.ts'
import { type Db, run } from '../../src/store/db.ts'
import { testDatabase } from '../database.ts'
import { inOrganisation, people } from '../organisation.ts'

const held = testDatabase()
const asking = { now: new Date('2026-12-01T12:00:00Z'), privileged: true }

/** Sixty people of whom everything is known that a report could be asked about. */
const ORGANISATION = {
  tool: 'Coder',
  weeks: 40,
  people: people(60, (i) => ({
    team: `T${i % 6}`,
    values: {
      Coder: i % 2 === 0 ? 'account' : 'no account',
      'Coder usage': i % 2 === 0 ? 'weekly' : 'no account',
      Level: `L${1 + (i % 2)}`,
      'Performance rating': i % 3 === 0 ? 'high' : 'low',
      Geschlecht: i % 2 === 0 ? 'w' : 'm',
    },
    week: (n) => ({ prs_merged: 1 + ((i + n) % 7), tool_days: n < 16 ? 0 : (i * n) % 5 }),
  })),
}
const inside = <T>(work: (tx: Db) => Promise<T>) =>
  inOrganisation(held.database, ORGANISATION, work)

/** Where the question of a report may name an attribute, each with one that is called so. */
function placesIn(name: ReportName, attribute: string, value: string): object[] {
  const { shape } = REPORT_KINDS[name].spec
  const several = name === 'cohort' ? [attribute] : attribute
  return [
    { filter: [`${attribute}=${value}`] },
    ...('across' in shape ? [{ across: several }] : []),
    ...('by' in shape ? [{ by: ['Level', attribute] }] : []),
    ...('segments' in shape ? [{ segments: [`${attribute}=${value}`] }] : []),
    // what correlation and adoption are asked about is the name of a tool
    ...(['correlation', 'adoption'].includes(name) ? [] : [{ attribute }]),
  ]
}

function ask(tx: Db, name: ReportName, args: object): Promise<unknown> {
  const report = REPORTS[name] as unknown as Report
  return report.run(tx, report.kind.spec.parse({ attribute: 'Coder', ...args }), asking)
}

describe.each(Object.keys(REPORTS) as ReportName[])('the report %s', (name) => {
  test.each([
    ['performance rating', 'high'],
    ['Geschlecht', 'w'],
  ])('is refused wherever it names %s', async (attribute, value) => {
    for (const args of placesIn(name, attribute, value))
      await expect(
        inside((tx) => ask(tx, name, args)),
        JSON.stringify(args),
      ).rejects.toMatchObject({
        code: 'purpose_refused',
        message: expect.stringMatching(/judging/),
      })
  })

  test('is refused of an attribute that was marked, and answered once it is not', async () => {
    await inside(async (tx) => {
      const mark = (sensitive: boolean) =>
        run(
          tx,
          sql`update attributes set sensitive = ${sensitive} where name in ('Level', 'Geschlecht')`,
        )
      await mark(true)
      await expect(ask(tx, name, { filter: ['Level=L1'] })).rejects.toMatchObject({
        code: 'purpose_refused',
      })
      expect(JSON.stringify(await ask(tx, name, {}))).not.toContain('Level')
      await mark(false)
      await ask(tx, name, { filter: ['Geschlecht=w'] })
    })
  })
})

test('a file of reports says in which place it is refused', async () => {
  const file = { reports: [{ report: 'trend', filter: ['Geschlecht=w'] }] }
  await expect(inside((tx) => runFile(tx, ReportFile.parse(file), asking))).rejects.toMatchObject({
    code: 'purpose_refused',
    message: expect.stringMatching(/^reports\.0: Geschlecht is sensitive/),
  })
})

test('a study of such people is not planned', async () => {
  const plan = {
    ...{ metric: 'pr_throughput', team: [], filter: ['Geschlecht=w'], effect: 10 },
    ...{ from: '2026-12-07', to: '2027-03-01' },
  }
  await expect(inside((tx) => studyPlan(tx, plan, asking))).rejects.toMatchObject({
    code: 'purpose_refused',
  })
})
