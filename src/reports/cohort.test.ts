import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import {
  type GivenOrganisation,
  type GivenPerson,
  inOrganisation,
  people,
} from '../../test/organisation.ts'
import { CohortSpec } from '../model/index.ts'
import { cohortReport } from './cohort.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }

function report(given: GivenOrganisation, spec: Partial<CohortSpec> = {}) {
  const args = CohortSpec.parse({ attribute: 'Coder', metrics: ['pr_throughput'], ...spec })
  return inOrganisation(held.database, given, (tx) => cohortReport(tx, args, asking))
}

/** Somebody who merges so many pull requests each week. */
function merging(coder: string, prs_merged: number, more: GivenPerson = {}): GivenPerson {
  return { week: () => ({ prs_merged }), ...more, values: { Coder: coder, ...more.values } }
}

/** Twenty people without teams: half of ten merge 2 and half 4 a week with Coder, 1 and 3 without. */
const TWENTY = [
  ...people(10, (i) => merging('account', i < 5 ? 2 : 4)),
  ...people(10, (i) => merging('no account', i < 5 ? 1 : 3)),
]

describe('a cohort report', () => {
  test('compares means of people, as by hand', async () => {
    const { metrics } = await report({ people: TWENTY })
    const [throughput] = metrics
    expect(throughput?.cohorts).toMatchObject([
      { cohort: 'account', people: 10, estimate: 3 },
      { cohort: 'no account', people: 10, estimate: 2 },
    ])
    // Both variances are 10/9, so se² = 2/9, on 18 degrees of freedom: t = 2.100922.
    const half = 2.10092204 * Math.sqrt(2 / 9)
    const [pair] = throughput?.comparisons ?? []
    expect(pair?.difference?.estimate).toBe(1)
    expect(pair?.difference?.interval.low).toBeCloseTo(1 - half, 5)
    expect(pair?.difference?.interval.high).toBeCloseTo(1 + half, 2)
    expect(pair?.ratio?.estimate).toBeCloseTo(1.5, 12)
    expect(pair?.superiority?.estimate).toBe(0.75)
    expect(pair?.smallest_detectable.difference).toBeCloseTo(2.8 * Math.sqrt(2 / 9), 2)
  })

  test('says in words what it compares, and that the people are different ones', async () => {
    const { metrics } = await report({ people: TWENTY })
    expect(metrics[0]?.comparisons[0]?.sentence).toBe(
      'Merged pull requests: account 3.0, no account 2.0 per 5 days. Which is higher we cannot tell (95% interval -2.0% to +130%; 10 and 10 people); only differences above 75% would have shown. Nobody’s level, role or place is known, so like cannot be compared with like. Of one of each picked at random, account is higher 75 times in 100. These are different people: this does not say what Coder changes.',
    )
  })

  test('takes the people of a team as one', async () => {
    const alone = await report({ people: TWENTY })
    const { metrics, warnings } = await report({
      people: TWENTY.map((person, i) => ({ ...person, team: `T${Math.floor(i / 5)}` })),
    })
    const width = (answer: typeof alone.metrics) => {
      const { low = 0, high = 0 } = answer[0]?.comparisons[0]?.difference?.interval ?? {}
      return high - low
    }
    expect(width(metrics)).toBeGreaterThan(2 * width(alone.metrics))
    expect(warnings.map(({ code }) => code)).toContain('too_few_teams')
  })

  test('gives durations by the geometric mean, and their ratio instead of a difference', async () => {
    const cycle = (hours: number) => () => ({
      prs_merged: 1,
      prs_cycled: 1,
      cycle_ln: Math.round(Math.log(hours) * 1e9),
    })
    const { metrics } = await report(
      {
        people: [
          ...people(10, (i) => ({ values: { Coder: 'account' }, week: cycle(i < 5 ? 2 : 8) })),
          ...people(10, (i) => ({ values: { Coder: 'no account' }, week: cycle(i < 5 ? 4 : 16) })),
        ],
      },
      { metrics: ['pr_cycle_time'] },
    )
    expect(metrics[0]?.cohorts[0]?.estimate).toBeCloseTo(4, 8)
    expect(metrics[0]?.cohorts[1]?.estimate).toBeCloseTo(8, 8)
    expect(metrics[0]?.comparisons[0]?.difference).toBeNull()
    expect(metrics[0]?.comparisons[0]?.ratio?.estimate).toBeCloseTo(0.5, 8)
  })

  test('counts an available day without a merge as 0, and knows no duration without one', async () => {
    const idle = merging('account', 0, {
      week: () => ({ prs_merged: 0, prs_cycled: 0, cycle_ln: 0 }),
    })
    const { metrics } = await report(
      { people: [...people(10, () => idle), ...people(10, () => merging('no account', 1))] },
      { metrics: ['pr_throughput', 'pr_cycle_time'] },
    )
    expect(metrics[0]?.cohorts[0]).toMatchObject({ estimate: 0, people: 10 })
    expect(metrics[1]?.cohorts[0]).toMatchObject({ estimate: null, reason: { reason: 'hidden' } })
  })

  test('shows like beside like, and warns when the make-up explains the difference', async () => {
    // Within a level Coder changes nothing; its users are seniors, who merge 40, the others juniors, who merge 10.
    const person = (coder: string, level: string, i: number) =>
      merging(coder, (level === 'L5' ? 40 : 10) + (i % 2), { values: { Level: level } })
    const { metrics, warnings } = await report({
      people: [
        ...people(20, (i) => person('account', 'L5', i)),
        ...people(6, (i) => person('account', 'L1', i)),
        ...people(6, (i) => person('no account', 'L5', i)),
        ...people(20, (i) => person('no account', 'L1', i)),
      ],
    })
    const pair = metrics[0]?.comparisons[0]
    expect(pair?.difference?.estimate).toBeGreaterThan(1)
    expect(pair?.standardised.difference?.estimate).toBeCloseTo(0, 10)
    expect(pair?.standardised).toMatchObject({ within: ['level'], share_comparable: 1 })
    expect(warnings.find(({ code }) => code === 'composition')?.message).toMatch(/of like level/)
  })

  test('draws dots from 40 people on, and no interval below 10', async () => {
    const { metrics } = await report(
      {
        people: [
          ...people(40, (i) => merging('account', i % 4)),
          ...people(39, (i) => merging('no account', i % 4)),
          ...people(9, (i) => merging('suspended', i % 4)),
        ],
      },
      { cohorts: ['account', 'no account', 'suspended'] },
    )
    const cells = metrics[0]?.cohorts ?? []
    expect(cells.map(({ dots }) => dots?.length ?? 0)).toEqual([20, 0, 0])
    expect(cells.map(({ interval }) => interval !== null)).toEqual([true, true, false])
    expect(metrics[0]?.comparisons.map(({ reason }) => reason?.reason)).toEqual([
      'too_few_people',
      'too_few_people',
    ])
  })

  test('leaves reverts alone that are too young to be known', async () => {
    const reverting = (n: number) => ({ prs_merged: 1, prs_reverted: n < 9 ? 0 : 1 })
    const { metrics } = await report(
      {
        people: [
          ...people(10, () => merging('account', 1, { week: reverting })),
          ...people(10, () => merging('no account', 1, { week: reverting })),
        ],
      },
      { metrics: ['revert_rate'] },
    )
    // Of 12 weeks those from the tenth on are younger than 14 days and a week: one revert in ten weeks counts.
    expect(metrics[0]?.cohorts[0]?.estimate).toBeCloseTo(10, 10)
  })
})
