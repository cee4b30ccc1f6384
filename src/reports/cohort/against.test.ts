import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../../test/organisation.ts'
import { CohortSpec, dayAfter, REPORT_KINDS } from '../../model/index.ts'
import { cohortReport } from '../cohort.ts'
import { renderReport } from '../render.ts'
import { type Report, report } from '../report.ts'
import { cohortPage } from './page.ts'
import { cohortRows } from './rows.ts'

const held = testDatabase()
const asking = { now: new Date('2026-07-01T12:00:00Z'), privileged: false }
const cohort = report({
  kind: REPORT_KINDS.cohort,
  run: cohortReport,
  page: cohortPage,
  rows: cohortRows,
})

function ask(given: GivenPerson[], spec: Partial<CohortSpec>, weeks = 12) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  return inOrganisation(held.database, { people: given, weeks }, (tx) =>
    cohort.run(tx, args, asking),
  )
}

/** People of a value, each in a team of their own, who merge what `merges` says in a week. */
const having = (
  coder: string,
  count: number,
  merges: (i: number, week: number) => number,
): GivenPerson[] =>
  people(count, (i) => ({
    team: `${coder} ${i}`,
    values: { Coder: coder },
    week: (week) => ({ prs_merged: merges(i, week) }),
  }))

describe('a cohort against everybody else', () => {
  const THREE = [
    ...having('account', 20, (i) => 4 + (i % 2)),
    ...having('no account', 20, (i) => 2 + (i % 2)),
    ...having('suspended', 20, (i) => 0 + (i % 2)),
  ]
  const organization = { compare: 'organization' } as const

  test('is held against all who are asked for and not in it, whatever value they have', async () => {
    const { metrics, cohorts } = await ask(THREE, { ...organization, cohorts: ['account'] })
    expect(cohorts.map(({ name }) => name)).toEqual(['account'])
    expect(metrics[0]?.comparisons).toMatchObject([
      {
        of: 'account',
        to: 'everybody else',
        against: { people: 40, estimate: 1.5 },
        difference: { estimate: 3 },
      },
    ])
    expect(metrics[0]?.comparisons[0]?.sentence).toMatch(/account 4\.5, everybody else 1\.5/)
  })

  test('has an everybody else of its own each, and unknown values belong to none', async () => {
    const unknown = people(9, () => ({ week: () => ({ prs_merged: 50 }) }))
    const { metrics, exclusions } = await ask([...THREE, ...unknown], organization)
    expect(metrics[0]?.comparisons.map(({ against }) => against?.estimate)).toEqual([1.5, 2.5])
    expect(exclusions).toMatchObject([{ code: 'value_unknown', people: 10 }])
  })

  test('is hidden where the others are so few that they would follow', async () => {
    const given = [...having('account', 20, (i) => i % 3), ...having('suspended', 3, () => 9)]
    const asked = { ...organization, cohorts: ['account'] }
    const few = await ask(given, asked)
    expect(few.metrics[0]?.comparisons[0]).toMatchObject({
      against: { people: null, estimate: null },
      difference: null,
    })
    expect(few.cohorts[0]).toMatchObject({ people: null })
  })

  test('says the same of four others in small cohorts as of none, whoever they are', async () => {
    const sizes = fc.record({ second: fc.integer({ min: 0, max: 12 }), third: fc.nat({ max: 12 }) })
    await fc.assert(
      fc.asyncProperty(sizes, async ({ second, third }) => {
        const { metrics } = await ask(
          [
            ...having('account', 20, (i) => i % 3),
            ...having('no account', second, (i) => i % 4),
            ...having('suspended', third, (i) => i % 5),
            ...people(1, () => ({ values: { Coder: 'no account' }, writes_code: false })),
          ],
          { ...organization, cohorts: ['account', 'no account'] },
        )
        for (const { against } of metrics[0]?.comparisons ?? [])
          if (against?.people) expect(against.people).toBeGreaterThanOrEqual(5)
        const [account] = metrics[0]?.cohorts ?? []
        // all shown, beside the whole that a cohort and everybody else make, tells of the rest
        if (second + third > 0 && second + third < 5) expect(account?.estimate).toBeNull()
      }),
      { numRuns: 10 },
    )
  })
})

/** Weeks 0 to 11 are the period before, 12 to 23 the one that is asked for. */
const PERIOD = { from: dayAfter('2026-01-05', 84), to: dayAfter('2026-01-05', 168) }
const previous = { compare: 'previous', ...PERIOD } as const

describe('a cohort against itself in the period before', () => {
  const later = (week: number) => (week < 12 ? 0 : 1)
  const steady = having('account', 20, (i, week) => 1 + (i % 3) + later(week) * (1 + (i % 2)))
  const others = having('no account', 20, (i, week) => 1 + (i % 3) + later(week) * (i % 2))

  test('sets each person against themselves, and says of which days', async () => {
    const { metrics, other_period, spec, cohorts } = await ask([...steady, ...others], previous, 24)
    expect(other_period).toEqual({ from: '2026-01-05', to: '2026-03-30' })
    expect(spec).toMatchObject({ compare_from: '2026-01-05', compare_to: '2026-03-30' })
    expect(cohorts[0]).toMatchObject({ other_time: { people: 20, stayed: 1 } })
    const [pair] = metrics[0]?.comparisons ?? []
    // changes are 1 and 2, ten times each: sd²= 5/19, so se² = 1/76, on 19 degrees of freedom t = 2.093024
    const half = 2.093024 * Math.sqrt(1 / 76)
    expect(pair).toMatchObject({ same_people: 20, against: { estimate: 1.9 } })
    expect(pair?.difference?.estimate).toBe(1.5)
    expect(pair?.difference?.interval.low).toBeCloseTo(1.5 - half, 2)
    expect(pair?.sentence).toMatch(/Of the 20 people who are in it both times it is 77% higher/)
    expect(pair?.sentence).toMatch(/two times: whatever else changed between them may explain it/)
  })

  test('warns of the season, and names the day to ask for instead', async () => {
    const { warnings } = await ask(steady, { ...previous, cohorts: ['account'] }, 24)
    const found = new Map(warnings.map(({ code, message }) => [code, message]))
    expect(found.get('season')).toMatch(/Ask for compare_from=2025-03-31/)
    expect(found.has('two_times')).toBe(true)
    expect(found.has('different_people')).toBe(false)
  })

  test('tells which share is still in it, and of those alone', async () => {
    const came = having('account', 10, () => 9).map((it, i) => ({
      ...it,
      team: `new ${i}`,
      values: { Coder: ['account', '2026-02-02'] as [string, string] },
    }))
    const went = having('account', 20, () => 9).map((it, i) => ({
      ...it,
      team: `gone ${i}`,
      values: { Coder: ['account', '-infinity', '2026-02-02'] as [string, string, string] },
    }))
    const { metrics, cohorts, warnings } = await ask(
      [...steady, ...came, ...went],
      { ...previous, cohorts: ['account'] },
      24,
    )
    expect(cohorts[0]).toMatchObject({ people: 30, other_time: { people: 40, stayed: 0.5 } })
    expect(metrics[0]?.comparisons[0]).toMatchObject({
      same_people: 20,
      difference: { estimate: 1.5 },
    })
    expect(warnings.find(({ code }) => code === 'survivors')?.message).toMatch(/50% of account/)
  })

  test('tells of four who left what it tells of none, and drops nobody for them', async () => {
    const asked = { ...previous, cohorts: ['account'] }
    const leaving = (count: number) =>
      steady.map((it, i) => ({
        ...it,
        values: {
          Coder: (i < count
            ? ['account', '-infinity', '2026-02-02']
            : ['account', '-infinity', 'infinity']) as [string, string, string],
        },
      }))
    const four = await ask(leaving(4), asked, 24)
    expect(four.cohorts[0]).toMatchObject({ other_time: { people: 20, stayed: 1 } })
    expect(four.metrics[0]?.comparisons[0]?.difference).not.toBeNull()
    expect(four.warnings.map(({ code }) => code)).not.toContain('survivors')
  })

  test('is told in each form, with both periods', async () => {
    const answer = await ask([...steady, ...others], previous, 24)
    const [text, csv] = await Promise.all(
      (['text', 'csv'] as const).map((format) =>
        renderReport(cohort as unknown as Report, answer, format),
      ),
    )
    expect(text).toContain(
      '30 Mar 2026 to 21 Jun 2026 (12 weeks) against 5 Jan 2026 to 29 Mar 2026',
    )
    expect(text).not.toContain('like for like')
    expect(csv).toMatch(/^question,+other period,+2026-01-05 up to 2026-03-30\r$/m)
  })

  test.each([
    ['a period that overlaps', { compare_from: '2026-03-02' }, /overlap/],
    ['people of today', { as_of: 'today' as const }, /Leave out as_of/],
    [
      'days of another period without comparing it',
      { compare: 'cohorts' as const, compare_from: '2026-01-05' },
      /compare=previous/,
    ],
  ])('is refused with %s', async (_, spec, message) => {
    await expect(ask(steady, { ...previous, cohorts: ['account'], ...spec }, 24)).rejects.toThrow(
      message,
    )
  })
})

test.each<Partial<CohortSpec>>([
  { compare: 'organization', cohorts: ['account'], across: ['Geo'] },
  { compare: 'organization' },
  { ...previous, cohorts: ['account'] },
])('of four people is said what is said of nobody: %j', async (spec) => {
  const crowd = [...having('account', 20, (i) => i % 3), ...having('no account', 20, (i) => i % 4)]
  const idle = ['account', 'no account'].map((Coder) => ({
    values: { Coder, Level: 'L9', Geo: 'US' },
    writes_code: false,
  }))
  const of = async (few: number) => {
    const some = having('account', few, (i, week) => i + week)
    const all = [
      ...crowd,
      ...idle,
      ...some.map((it) => ({ ...it, values: { ...it.values, Level: 'L9', Geo: 'US' } })),
    ]
    const answer = await ask(all, { ...spec, filter: ['Level=L9'] }, 24)
    const files = (['text', 'csv', 'html'] as const).map((format) =>
      renderReport(cohort as unknown as Report, answer, format),
    )
    return [answer, ...(await Promise.all(files))]
  }
  expect(await of(4)).toEqual(await of(0))
})
