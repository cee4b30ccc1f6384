import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askCorrelation, type Given, using } from '../../../test/correlations.ts'
import { testDatabase } from '../../../test/database.ts'
import { people } from '../../../test/organisation.ts'
import { random } from '../../stats/random.ts'

const held = testDatabase()
const ask = (given: Given, spec: object) => askCorrelation(held.database, given, spec)

describe('whatever the people', () => {
  const organisation = fc.record({
    count: fc.integer({ min: 0, max: 45 }),
    seed: fc.integer({ min: 0, max: 99 }),
    minimum_group: fc.constantFrom(3, 5, 12),
    form: fc.constantFrom('within_person', 'between_people'),
  })

  test('nothing is told of fewer than the minimum, no dot is a person, and no word claims a cause', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(organisation, async ({ count, seed, minimum_group, form }) => {
        const draw = random(seed)
        const all = using(
          count,
          () => draw.binomial(5, 0.5),
          () => draw.poisson(3),
        )
        const spec = { metrics: ['pr_throughput'], form }
        const { metrics } = await ask({ people: all, weeks: 12, minimum_group }, spec)
        const [found] = metrics
        if (count < Math.max(minimum_group, 10)) expect(found?.estimate).toBeNull()
        if (count < minimum_group) expect(found).toMatchObject({ people: null, teams: null })
        if (count < 20) expect(found?.bins).toEqual([])
        expect(found?.bins.length ?? 0).toBeLessThanOrEqual(10)
        expect(found?.sentence).not.toMatch(
          /clear|suggestive|not established|effect|because|thanks|caused|drives|proves|NaN/i,
        )
        expect(found?.estimate === null).toBe(found?.reason !== null)
      }),
      { numRuns: 25 },
    )
  })

  test('weeks of which nothing is known change nothing: unknown is not zero', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 99 }), async (seed) => {
        const draw = random(seed)
        const all = using(
          20,
          () => draw.binomial(5, 0.5),
          () => draw.poisson(3),
        )
        const first = all.map(({ week, ...person }) => {
          const known = Array.from({ length: 12 }, (_, n) => week?.(n))
          return { ...person, week: (n: number) => known[n] }
        })
        const more = [...first, ...people(9, () => ({ week: () => ({ prs_merged: 0 }) }))]
        const spec = { metrics: ['pr_throughput'], from: '2026-01-05', to: '2026-03-30' }
        const alone = await ask({ people: first, weeks: 12 }, spec)
        const beside = await ask({ people: more, weeks: 12 }, spec)
        expect(beside.metrics).toEqual(alone.metrics)
        expect(beside.exclusions).toMatchObject([{ code: 'adoption_unknown', people: 10 }])
      }),
      { numRuns: 10 },
    )
  })
})
