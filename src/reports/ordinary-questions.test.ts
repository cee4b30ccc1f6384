import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { SECRET_KEY } from '../../test/source.ts'
import { givenWave } from '../../test/surveys.ts'
import { REPORT_KINDS, type ReportName } from '../model/index.ts'
import { type Db, run } from '../store/db.ts'
import { breakdownReport } from './breakdown.ts'
import { cohortReport } from './cohort.ts'
import { distributionReport } from './distribution.ts'
import { surveyReport } from './survey.ts'

const held = testDatabase()
const asking = {
  privileged: false,
  now: new Date('2026-04-01T12:00:00Z'),
  secretKey: () => SECRET_KEY,
}

/**
 * Ninety people as they are: three work a day a week, two are there for the first weeks alone, of six no level is known, and
 * eight get an account in the course of the period.
 */
const organisation = people(90, (i): GivenPerson => {
  return {
    team: `T${Math.floor(i / 15)}`,
    values: {
      Role: ['backend', 'frontend', 'mobile'][i % 3] as string,
      ...(i % 15 !== 7 && { Level: ['L1', 'L2'][Math.floor(i / 3) % 2] as string }),
      Coder: i < 8 ? ['account', '2026-02-02'] : i % 2 ? 'account' : 'no account',
    },
    week: (n) => {
      if (i >= 88 && n >= 3) return undefined
      return { fte: i >= 60 && i < 63 ? 20 : 100, prs_merged: (i * 7 + n) % 5 }
    },
  }
})

interface Answered {
  cohorts?: { reason: { reason: string } | null }[]
  row_totals?: { reason: { reason: string } | null }[]
  total?: { reason: { reason: string } | null }
}

const REPORTS = {
  cohort: cohortReport,
  breakdown: breakdownReport,
  distribution: distributionReport,
}

/** How many groups of a report are refused for what was shown before. */
async function refused(
  tx: Db,
  name: keyof typeof REPORTS & ReportName,
  attribute: string,
  metric = 'pr_throughput',
) {
  const spec = REPORT_KINDS[name].spec.parse({ attribute, metrics: [metric] })
  const { metrics } = (await REPORTS[name](tx, spec as never, asking)) as { metrics: Answered[] }
  const groups = metrics.flatMap(({ cohorts = [], row_totals = [], total }) => [
    ...cohorts,
    ...row_totals,
    ...(total ? [total] : []),
  ])
  return groups.filter(({ reason }) => reason?.reason === 'overlaps').length
}

const QUESTIONS = [
  ['cohort', 'Role'],
  ['breakdown', 'Role'],
  ['distribution', 'Role'],
  ['cohort', 'Level'],
  ['breakdown', 'Level'],
  ['cohort', 'Coder'],
  ['breakdown', 'Coder'],
  ['breakdown', 'team'],
] as const

/** In a survey that everybody answers, three answer who do not write code. */
const surveyed = [
  ...organisation,
  ...people(
    3,
    (): GivenPerson => ({
      team: 'T0',
      values: { Role: 'mobile', Level: 'L1' },
      writes_code: false,
    }),
  ),
]

/** That those who have had an account since a day had none before it. */
function withoutBefore(tx: Db) {
  return run(
    tx,
    sql`
      insert into user_attributes (id, user_id, attribute_id, value, valid_from, valid_to, source, created_in, changed_in)
      overriding system value
      select 1000 + ua.id, ua.user_id, ua.attribute_id, 'no account', '-infinity', ua.valid_from, ua.source, 1, 1
      from user_attributes ua
      where ua.valid_from > '-infinity'
    `,
  )
}

test.each([
  ['in this order', QUESTIONS],
  ['the other way round', QUESTIONS.toReversed()],
])('ordinary questions answer one another, asked %s', async (_, questions) => {
  const counts = await inOrganisation(held.database, { people: organisation }, async (tx) => {
    await withoutBefore(tx)
    const all: string[] = []
    for (const [name, attribute] of questions)
      all.push(`${name} ${attribute}: ${await refused(tx, name, attribute)}`)
    return all
  })
  expect(counts).toEqual(questions.map((it) => `${it.join(' ')}: 0`))
})

test('the report of a survey, breakdowns and cohort reports of its items answer one another', async () => {
  const counts = await inOrganisation(held.database, { people: surveyed }, async (tx) => {
    const answers = { deep_work: (n: number) => n % 5 }
    const wave = await givenWave(tx, { name: 'Winter', opened: '2026-02-11', answers })
    const { items } = await surveyReport(tx, wave, asking)
    const all: number[] = [items.filter(({ people }) => people === null).length]
    for (const attribute of ['Role', 'Level', 'team'])
      all.push(await refused(tx, 'breakdown', attribute, 'deep_work'))
    for (const attribute of ['Role', 'Level'])
      all.push(await refused(tx, 'cohort', attribute, 'deep_work'))
    return all
  })
  expect(counts).toEqual([0, 0, 0, 0, 0, 0])
})
