import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, MONDAY, people } from '../../test/organisation.ts'
import { DistributionSpec, dayAfter } from '../model/index.ts'
import { type Db, run } from '../store/db.ts'
import { distributionPage } from './distribution/page.ts'
import { distributionRows } from './distribution/rows.ts'
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

  test('tells no quantile finer than to two figures, lest twenty of them give the values of people', async () => {
    const all = people(60, (i) => ({
      values: { Coder: i < 40 ? 'account' : 'no account' },
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
          if (count < 40) expect(account?.dots ?? null).toBeNull()
          else expect(numbersIn(account?.dots).every((it) => it > 1 && it < 977)).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('a distribution of waiting', () => {
  /** So many who began on the second Monday, each with a merge on the so manieth day after it; null: none. */
  function begun(count: number, merges: (i: number) => number | null) {
    const all = people(count + 30, (i) => ({
      values: { Coder: i < count ? 'account' : 'no account' },
      start_date: i < count ? dayAfter(MONDAY, 7) : '2020-01-01',
      week: () => ({ scheduled_days: 5, scheduled: 31, prs_merged: 1 }),
    }))
    const days = all.map((_, i) => (i < count ? merges(i) : 1))
    return inOrganisation(held.database, { people: all }, async (tx) => {
      await giveMerges(tx, days)
      const spec = DistributionSpec.parse({ attribute: 'Coder', metrics: ['time_to_nth_pr'] })
      return distributionReport(tx, spec, asking)
    })
  }

  test('follows those who came lately, and counts who has none yet as waiting', async () => {
    const { arrivals, metrics, spec } = await begun(40, (i) => (i < 30 ? Math.floor(i / 6) : null))
    expect([spec.metrics, metrics]).toEqual([['time_to_nth_pr'], []])
    expect(arrivals.map(({ nth }) => nth)).toEqual([1, 10])
    const [account, none] = arrivals[0]?.cohorts ?? []
    // six on each day of the first week: the twentieth on the fourth day
    expect(account).toMatchObject({ cohort: 'account', people: 40, median: 4, reason: null })
    expect(account?.curve.map(({ days, share }) => [days, share])).toEqual([
      [0, 0],
      [1, 0.15],
      [2, 0.3],
      [3, 0.45],
      [4, 0.6],
      [5, 0.75],
      [55, 0.75],
    ])
    expect(none).toMatchObject({ cohort: 'no account', people: null, median: null, curve: [] })
    expect(arrivals[1]?.cohorts[0]).toMatchObject({ people: 40, median: null })
  })

  test('is laid out beside other metrics, in words, tables and curves', async () => {
    const answer = await begun(40, () => 2)
    const page = distributionPage(answer)
    const charts = page.blocks.flatMap((block) => (block.kind === 'chart' ? block.drawn.chart : []))
    expect(charts).toEqual(['arrival_curve'])
    expect(JSON.stringify(page)).toContain('half have their first merged pull request within 3')
    const rows = distributionRows(answer).filter(({ section }) => section === 'waiting')
    expect(rows[0]).toMatchObject({ cohort: 'account', estimate: 3, people: 40 })
  })
})

/** Gives each person an account and, on the so manieth day after the second Monday, a merge. */
async function giveMerges(tx: Db, days: (number | null)[]): Promise<void> {
  await run(
    tx,
    sql`
      insert into accounts (id, source, key, user_id, link, created_in, changed_in) overriding system value
      select n, 'github', 'p' || n, n, 'hand', 1, 1 from generate_series(1, ${days.length}::int) n
    `,
  )
  await run(
    tx,
    sql`
      insert into repos (id, source, name, created_in, changed_in) overriding system value
      values (1, 'github', 'o/a', 1, 1)
    `,
  )
  await run(
    tx,
    sql`
      insert into pull_requests (account_id, repo_id, number, opened_at, merged_at, created_in, changed_in)
      select d.n, 1, d.n, ${MONDAY}::date, ${MONDAY}::date + 7 + d.day + time '12:00', 1, 1
      from unnest(${days}::int[]) with ordinality d(day, n)
      where d.day is not null
    `,
  )
}

/** Every number in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []
}
