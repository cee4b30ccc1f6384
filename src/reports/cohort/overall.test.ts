import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec, REPORT_KINDS } from '../../model/index.ts'
import { orderOptions } from '../../store/attribute-groups.ts'
import { cohortReport } from '../cohort.ts'
import { renderReport } from '../render.ts'
import { type Report, report } from '../report.ts'
import { cohortPage } from './page.ts'
import { cohortRows } from './rows.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const cohort = report({
  kind: REPORT_KINDS.cohort,
  run: cohortReport,
  page: cohortPage,
  rows: cohortRows,
})

/** So many people of each value, each in a team of their own, who merge as many pull requests as `merges` says. */
function given(values: Record<string, number>, merges: (value: string, i: number) => number) {
  return Object.entries(values).flatMap(([value, count]) =>
    people(
      count,
      (i): GivenPerson => ({
        team: `${value} ${i}`,
        values: { Use: value },
        week: () => ({
          prs_merged: merges(value, i),
          prs_cycled: 1,
          cycle_ln: (1 + (i % 4)) * 1e9,
        }),
      }),
    ),
  )
}

function ask(all: GivenPerson[], cohorts: string[], metrics = ['pr_throughput']) {
  const spec = CohortSpec.parse({ attribute: 'Use', cohorts, metrics })
  return inOrganisation(held.database, { people: all }, (tx) => cohort.run(tx, spec, asking))
}

const LEVELS = ['daily', 'none', 'weekly']
const STEP: Record<string, number> = { none: 0, weekly: 2, daily: 4 }
const rising = given(
  { none: 20, weekly: 20, daily: 20 },
  (value, i) => (STEP[value] ?? 0) + (i % 3),
)

describe('three cohorts at once', () => {
  test('in an order have one slope, whatever the order in which they are asked for', async () => {
    const { metrics } = await ask(rising, LEVELS)
    expect(metrics[0]?.overall).toMatchObject({
      order: ['none', 'weekly', 'daily'],
      step: { estimate: 2 },
      p: 0.0001,
      adjusted_by: 'holm',
    })
    expect(metrics[0]?.overall?.pairs.map(({ of, to }) => [of, to])).toEqual([
      ['daily', 'none'],
      ['daily', 'weekly'],
      ['none', 'weekly'],
    ])
    expect(metrics[0]?.overall?.sentence).toMatch(
      /order none, weekly and daily the mean changes by \+2/,
    )
  })

  test('in no order tell how much of what differs lies between them', async () => {
    const { metrics } = await ask(
      given({ US: 20, EU: 20, IN: 20 }, (_, i) => i % 4),
      ['US', 'EU', 'IN'],
    )
    expect(metrics[0]?.overall).toMatchObject({ order: null, step: null, tau: null, p: 1 })
    expect(metrics[0]?.overall?.epsilon_squared).toBeCloseTo(0, 10)
    expect(metrics[0]?.overall?.sentence).toMatch(/0% lies between US, EU and IN/)
  })

  test('leave out a cohort that is hidden, and say why where fewer than three are left', async () => {
    const { metrics } = await ask(
      given({ none: 20, weekly: 20, daily: 3 }, (_, i) => i % 3),
      LEVELS,
    )
    expect(metrics[0]?.overall).toMatchObject({
      among: [],
      epsilon_squared: null,
      p: null,
      reason: { reason: 'too_few_people' },
    })
  })

  test('say so where nobody differs from anybody', async () => {
    const { metrics } = await ask(
      given({ none: 20, weekly: 20, daily: 20 }, () => 1),
      LEVELS,
    )
    expect(metrics[0]?.overall).toMatchObject({ reason: { reason: 'constant' }, pairs: [] })
  })

  test('are judged by Benjamini and Hochberg’s method where there are more than six pairs', async () => {
    const five = { L1: 12, L2: 12, L3: 12, L4: 12, L5: 12 }
    const { metrics } = await ask(
      given(five, (_, i) => i % 3),
      Object.keys(five),
    )
    expect(metrics[0]?.overall).toMatchObject({ adjusted_by: 'benjamini_hochberg' })
    expect(metrics[0]?.overall?.pairs).toHaveLength(10)
  })

  test('keep their chances in the JSON, out of everything that is read', async () => {
    const answer = await ask(rising, LEVELS)
    const files = await Promise.all(
      (['text', 'md', 'html', 'csv'] as const).map((format) =>
        renderReport(cohort as unknown as Report, answer, format),
      ),
    )
    for (const file of files) {
      expect(file).toContain('of what differs between people')
      expect(file).not.toMatch(/\bp\s*[<=]|p-value|0\.0001/)
    }
  })
})

test('options that somebody has put in order give the cohorts theirs', async () => {
  const ranks = { Junior: 20, Senior: 20, Staff: 20 }
  const places: Record<string, number> = { Staff: 0, Junior: 1, Senior: 2 }
  const all = given(ranks, (value, i) => (places[value] ?? 0) + (i % 3))
  const spec = CohortSpec.parse({ attribute: 'Use', metrics: ['pr_throughput'] })
  const overall = await inOrganisation(held.database, { people: all }, async (tx) => {
    const by = { entry: 2, import_id: null, source: 'test', today: '2026-04-01' }
    const before = await cohort.run(tx, spec, asking)
    await orderOptions(tx, by, 1, ['Staff', 'Junior', 'Senior'])
    const after = await cohort.run(tx, spec, asking)
    return [before, after].map(({ metrics }) => metrics[0]?.overall)
  })
  expect(overall[0]).toMatchObject({ order: null })
  expect(overall[1]).toMatchObject({ order: ['Staff', 'Junior', 'Senior'], step: { estimate: 1 } })
})

test('two cohorts are compared and nothing else', async () => {
  const { metrics } = await ask(rising, ['none', 'daily'])
  expect(metrics[0]?.overall).toBeUndefined()
})
