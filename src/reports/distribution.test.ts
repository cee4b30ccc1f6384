import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { DistributionSpec } from '../model/index.ts'
import { distributionReport } from './distribution.ts'

const held = testDatabase()
const asking = { privileged: false, now: new Date('2026-04-01T12:00:00Z') }

function ask(all: GivenPerson[], minimum_group = 5, metrics = ['pr_throughput']) {
  const spec = DistributionSpec.parse({ attribute: 'Coder', metrics })
  return inOrganisation(held.database, { people: all, minimum_group }, (tx) =>
    distributionReport(tx, spec, asking),
  )
}

/** So many people with an account who merge as many pull requests a week as `merges` says, beside 20 without. */
function beside(count: number, merges: (i: number) => number): GivenPerson[] {
  return people(count + 20, (i) => ({
    values: { Coder: i < count ? 'account' : 'no account' },
    week: () => ({ prs_merged: i < count ? merges(i) : 1 }),
  }))
}

describe('a distribution', () => {
  test('gives twenty quantiles, the median and the ninetieth percentile, as by hand', async () => {
    const { metrics, cohorts } = await ask(beside(40, (i) => i))
    const [account] = metrics[0]?.cohorts ?? []
    expect(cohorts[0]).toMatchObject({ name: 'account', people: 40 })
    expect(account).toMatchObject({ people: 40, p50: 20, p90: 35, histogram: null, reason: null })
    expect(account?.dots).toHaveLength(20)
    expect(account?.sentence).toMatch(
      /half of 40 people have less than 20 per 5 days, nine in ten less than 35\./,
    )
  })

  test('shows a histogram from 100 people on, whose bars hold everybody', async () => {
    const { metrics } = await ask(beside(120, (i) => i % 30))
    const bars = metrics[0]?.cohorts[0]?.histogram ?? []
    expect(bars.length).toBeGreaterThan(3)
    expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1)
    expect(metrics[0]?.cohorts[1]?.histogram).toBeNull()
  })

  test('tells of fewer than 20 people how many they are, and nothing of how they spread', async () => {
    const { metrics } = await ask(beside(12, (i) => i))
    expect(metrics[0]?.cohorts[0]).toMatchObject({ people: 10, dots: null, p50: null, p90: null })
    expect(metrics[0]?.cohorts[0]?.reason).toMatchObject({ reason: 'too_few_people' })
  })

  test('counts those as unknown of whose pull requests too few are known to be deployed', async () => {
    const all = people(60, (i) => ({
      values: { Coder: i < 40 ? 'account' : 'no account' },
      week: () => ({ prs_merged: 10, prs_deployed: i < 10 ? 6 : 7, lead_ln: 7e9 }),
    }))
    const { metrics, cohorts } = await ask(all, 5, ['change_lead_time'])
    expect(cohorts[0]).toMatchObject({ name: 'account', people: 40 })
    expect(metrics[0]?.cohorts[0]).toMatchObject({ people: 30, p50: 2.7, reason: null })
  })

  test('tells no quantile finer than to two figures, lest twenty of them give the values of twenty people', async () => {
    const all = people(40, (i) => ({
      values: { Coder: i < 20 ? 'account' : 'no account' },
      week: (n) => ({ prs_merged: (i + n) % 7 }),
    }))
    const { metrics } = await ask(all)
    const dots = metrics[0]?.cohorts[0]?.dots ?? []
    expect(dots).toHaveLength(20)
    expect(dots).toEqual(dots.map((dot) => Number(dot.toPrecision(2))))
  })

  test('never tells the smallest or the largest value, nor anything of a small cohort', {
    timeout: 120_000,
  }, async () => {
    // in one person each, far from all others
    const [least, most] = [1, 977]
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 130 }),
        fc.constantFrom(3, 5, 8),
        async (count, minimum) => {
          const merges = (i: number) => (i === 0 ? least : i === 1 ? most : 20 + (i % 40))
          const { metrics } = await ask(beside(count, merges), minimum)
          const [account] = metrics[0]?.cohorts ?? []
          const numbers = [account?.p50, account?.p90, account?.dots, account?.histogram]
          if (count < 20) expect(numbers).toEqual([null, null, null, null])
          for (const number of numbersIn(account?.histogram))
            expect(number === least || number > 500).toBe(false)
          if (count >= 41)
            expect(numbersIn(account?.dots).every((it) => it > 1 && it < 977)).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  })
})

/** Every number in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []
}
