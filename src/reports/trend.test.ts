import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { type GivenPerson, inOrganisation, people } from '../../test/organisation.ts'
import { TrendSpec } from '../model/index.ts'
import { run } from '../store/db.ts'
import { REPORTS } from './registry.ts'

const held = testDatabase()
const asking = { privileged: false, now: new Date('2026-04-01T12:00:00Z') }

function ask(all: GivenPerson[], spec: object, { weeks = 12, minimum_group = 5 } = {}) {
  return inOrganisation(held.database, { people: all, weeks, minimum_group }, (tx) =>
    REPORTS.trend.run(tx, TrendSpec.parse(spec), asking),
  )
}

const merges = (count: number) => ({ prs_merged: count })

describe('a trend', () => {
  test('is the mean of the people in each step, as by hand', async () => {
    const all = people(20, (i) => ({ team: `T${i % 10}`, week: (n) => merges(n < 4 ? i % 2 : 2) }))
    const { steps, metrics } = await ask(all, { metrics: ['pr_throughput'] })
    expect(steps.map(({ from }) => from)).toEqual(['2026-01-05', '2026-02-02', '2026-03-02'])
    const [everybody] = metrics[0]?.cohorts ?? []
    expect(everybody?.points.map(({ estimate }) => estimate)).toEqual([0.5, 2, 2])
    expect(everybody?.points[0]).toMatchObject({ people: 20, teams: 10, reason: null })
  })

  test('follows people from one value to another in the very week', async () => {
    const all = people(24, (i) => ({
      values: { Coder: i < 12 ? ['account', '2026-02-02'] : 'no account' },
      week: () => merges(i < 12 ? 3 : 1),
    }))
    const spec = { metrics: ['pr_throughput'], attribute: 'coder', grain: 'week' }
    const { metrics, spec: asked } = await ask(all, spec)
    const [account, without] = metrics[0]?.cohorts ?? []
    expect(asked).toMatchObject({ attribute: 'Coder', cohorts: ['account', 'no account'] })
    expect(account?.points.map(({ estimate }) => estimate)).toEqual([
      ...new Array(4).fill(null),
      ...new Array(8).fill(3),
    ])
    expect(without?.points.map(({ estimate }) => estimate)).toEqual(new Array(12).fill(1))
  })

  test('leaves a gap where nothing is known, and never a 0', async () => {
    const all = people(20, () => ({ week: (n) => (n === 5 ? undefined : merges(1)) }))
    const { metrics } = await ask(all, { metrics: ['pr_throughput'], grain: 'week' })
    const points = metrics[0]?.cohorts[0]?.points ?? []
    expect(points[5]).toMatchObject({ estimate: null, people: null, reason: { reason: 'hidden' } })
    expect(points.filter(({ estimate }) => estimate === 1)).toHaveLength(11)
  })

  test('holds the last step against the one before, in which mostly the same people are', async () => {
    const all = people(40, (i) => ({
      team: `T${i % 20}`,
      week: (n) => merges(4 + 3 * (i % 5) + (n >= 8 ? 2 : 0)),
    }))
    const { metrics } = await ask(all, { metrics: ['pr_throughput'] })
    const [everybody] = metrics[0]?.cohorts ?? []
    expect(everybody?.changes.map(({ against }) => against)).toEqual(['previous'])
    // everybody rose by the same, which the spread between people does not blur
    expect(everybody?.changes[0]).toMatchObject({ reason: { reason: 'constant' } })
    expect(everybody?.sentence).toContain('in the four weeks from 2 Mar 2026')
  })

  test('holds it against the step a year before, though that lies before the period', async () => {
    const all = people(40, (i) => ({ week: (n) => merges(n < 4 ? i % 3 : 2 + (i % 3)) }))
    const spec = { metrics: ['pr_throughput'], from: '2026-12-07' }
    const { metrics, steps } = await ask(all, spec, { weeks: 56 })
    expect(steps[0]?.from).toBe('2026-12-07')
    const change = metrics[0]?.cohorts[0]?.changes.find(({ against }) => against === 'year_before')
    expect(change).toMatchObject({ from: '2026-01-05', reason: { reason: 'constant' } })
  })

  test('tells more of who is left out than nothing', async () => {
    const some = people(20, () => ({ week: () => merges(1) }))
    const without = people(10, () => ({}))
    const { exclusions } = await ask([...some, ...without], { metrics: ['pr_throughput'] })
    expect(exclusions).toMatchObject([{ code: 'no_account', people: 10 }])
  })

  test('refuses a metric of a tool without the attribute of one', async () => {
    const all = people(20, () => ({ week: () => merges(1) }))
    await expect(ask(all, { metrics: ['tool_active_days'] })).rejects.toThrow(/attribute of a tool/)
  })

  test('refuses a metric of teams, and says where it is told', async () => {
    const all = people(20, () => ({ week: () => merges(1) }))
    const asked = ask(all, { metrics: ['deployment_frequency'] })
    await expect(asked).rejects.toThrow(/number of teams.*facet report cohort/)
  })

  test('takes days of part of full time for that part', async () => {
    const all = people(20, (i) => ({ week: () => ({ ...merges(1), fte: i < 10 ? 50 : 100 }) }))
    for (const grain of ['week', 'four_weeks']) {
      const { metrics } = await ask(all, { metrics: ['pr_throughput'], grain })
      expect(metrics[0]?.cohorts[0]?.points[0]?.estimate).toBe(1.5)
    }
  })

  test('counts a person once whose values of one cohort overlap, and in none with values of two', async () => {
    const twice = people(20, (i) => ({
      values: { Coder: i < 10 ? 'a' : 'b' },
      week: () => merges(i % 10),
    }))
    const { metrics } = await inOrganisation(held.database, { people: twice }, async (tx) => {
      await run(
        tx,
        sql`
          insert into user_attributes (id, user_id, attribute_id, value, source, valid_from, valid_to, created_in, changed_in)
          overriding system value
          select 1000 + n, n, 1, 'b', 'more', '2026-01-19', 'infinity', 1, 1 from generate_series(1, 10) n
        `,
      )
      const both = { attribute: 'Coder', metrics: ['pr_throughput'], grain: 'week' }
      return REPORTS.trend.run(tx, TrendSpec.parse({ ...both, cohorts: ['a', 'b'] }), asking)
    })
    const [a, b] = metrics[0]?.cohorts ?? []
    expect(a?.points.every(({ estimate }) => estimate === null)).toBe(true)
    expect(b?.points.map(({ people }) => people)).toEqual(new Array(12).fill(10))
  })

  test('counts a week once of people who have two values of one cohort at once', async () => {
    const all = people(20, (i) => ({ values: { Coder: 'a' }, week: () => merges(i % 10) }))
    const { metrics } = await inOrganisation(held.database, { people: all }, async (tx) => {
      await run(
        tx,
        sql`
          insert into attribute_options (id, attribute_id, value, position, created_in, changed_in) overriding system value
          values (100, 1, 'b', 2, 1, 1), (101, 1, 'c', 3, 1, 1)
        `,
      )
      await run(
        tx,
        sql`
          insert into user_attributes (id, user_id, attribute_id, value, source, valid_from, valid_to, created_in, changed_in)
          overriding system value
          select 1000 + n, n, 1, 'b', 'more', '2026-01-19', '2026-02-02', 1, 1 from generate_series(1, 20) n
        `,
      )
      const spec = { attribute: 'Coder', metrics: ['pr_throughput'], cohorts: ['a|b', 'c'] }
      return REPORTS.trend.run(tx, TrendSpec.parse({ ...spec, grain: 'week' }), asking)
    })
    const points = metrics[0]?.cohorts[0]?.points ?? []
    expect(points.map(({ people }) => people)).toEqual(new Array(12).fill(20))
  })

  test('does not tell of a step that with an earlier answer would tell of two people', async () => {
    // six have L2, of whom two are there in the first four weeks
    const all = people(46, (i) => ({
      values: { Level: i < 40 ? 'L1' : 'L2' },
      week: (n) => (i < 42 || n >= 4 ? merges(i % 4) : undefined),
    }))
    const { metrics, warnings } = await inOrganisation(
      held.database,
      { people: all },
      async (tx) => {
        const spec = { metrics: ['pr_throughput'] }
        await REPORTS.trend.run(tx, TrendSpec.parse(spec), asking)
        return REPORTS.trend.run(tx, TrendSpec.parse({ ...spec, filter: ['Level=L1'] }), asking)
      },
    )
    const reasons = metrics[0]?.cohorts[0]?.points.map(({ reason }) => reason?.reason)
    expect(reasons).toEqual(['overlaps', undefined, undefined])
    expect(warnings.map(({ code }) => code)).toContain('release_refused')
  })

  test('tells of no fewer people than the minimum in any step, nor by subtraction', {
    timeout: 120_000,
  }, async () => {
    const person = fc
      .record({
        coder: fc.constantFrom('account', 'no account', 'suspended'),
        from: fc.integer({ min: 0, max: 12 }),
        until: fc.integer({ min: 0, max: 12 }),
      })
      .map(({ coder, from, until }) => ({
        coder,
        values: { Coder: coder },
        week: (n: number) => (n >= from && n < until ? merges(1) : undefined),
      }))
    const spec = { metrics: ['pr_throughput'], attribute: 'Coder', grain: 'week' }
    const cohorts = ['account', 'no account', 'suspended']
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { maxLength: 40 }),
        fc.constantFrom(3, 5, 8),
        async (all, minimum_group) => {
          const absent = cohorts.map((Coder) => ({ values: { Coder }, writes_code: false }))
          const { metrics } = await ask(
            [...all, ...absent],
            { ...spec, cohorts },
            { minimum_group },
          )
          const series = metrics[0]?.cohorts ?? []
          for (let n = 0; n < 12; n++) {
            const sizes = cohorts.map(
              (name) => all.filter(({ coder, week }) => coder === name && week(n)).length,
            )
            const hidden = series.map(({ points }) => points[n]?.estimate === null)
            sizes.forEach((size, i) => {
              if (size < minimum_group) expect(hidden[i]).toBe(true)
            })
            const left = sizes.reduce((sum, size, i) => sum + (hidden[i] ? size : 0), 0)
            expect(left === 0 || left >= minimum_group || hidden.every(Boolean)).toBe(true)
            for (const { points } of series) expect([null, 1]).toContain(points[n]?.estimate)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})
