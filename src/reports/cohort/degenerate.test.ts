import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type GivenPerson, inOrganisation } from '../../../test/organisation.ts'
import { CohortSpec, DistributionSpec, TrendSpec } from '../../model/index.ts'
import { cohortReport } from '../cohort.ts'
import { distributionReport } from '../distribution.ts'
import { rounded } from '../gate/round.ts'
import { trendReport } from '../trend.ts'

const held = testDatabase()
const asking = { now: new Date('2026-04-01T12:00:00Z'), privileged: false }
const LEVELS = ['none', 'weekly', 'daily']
const METRICS = ['pr_throughput', 'pr_cycle_time', 'large_pr_share']

/** A person of a tiny organisation: few values, many of them equal, some unknown. */
const person: fc.Arbitrary<GivenPerson> = fc
  .record({
    use: fc.constantFrom(...LEVELS),
    team: fc.option(fc.constantFrom('A', 'B')),
    merged: fc.option(fc.constantFrom(0, 0, 1, 7)),
    large: fc.boolean(),
  })
  .map(({ use, team, merged, large }) => ({
    values: { Use: use },
    ...(team && { team }),
    week: () =>
      merged === null
        ? undefined
        : {
            prs_merged: merged,
            prs_cycled: merged,
            cycle_ln: merged * 1e9,
            prs_sized: merged,
            size_ln: 0,
            prs_large: large ? merged : 0,
          },
  }))

const known = LEVELS.map((Use): GivenPerson => ({ values: { Use }, writes_code: false }))

test('whatever is too little, equal or unknown has a reason beside its null, and is no NaN', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 40 }), async (all) => {
      const spec = { attribute: 'Use', cohorts: LEVELS, metrics: METRICS }
      const answers = await inOrganisation(
        held.database,
        { people: [...known, ...all] },
        async (tx) => [
          await cohortReport(tx, CohortSpec.parse(spec), asking),
          await distributionReport(tx, DistributionSpec.parse(spec), asking),
          await trendReport(tx, TrendSpec.parse(spec), asking),
        ],
      )
      for (const answer of answers.map(rounded)) {
        expect(strange(answer)).toEqual([])
        expect(unexplained(answer)).toEqual([])
        expect(small(answer)).toEqual([])
      }
    }),
    { numRuns: 25 },
  )
})

/** Numbers that are none, and undefined ones. */
function strange(value: unknown): unknown[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(strange)
}

/** Objects with a reason of null whose every figure is null too. */
function unexplained(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return []
  const below = Object.values(value).flatMap(unexplained)
  if (!('reason' in value) || value.reason !== null) return below
  const figures = ['estimate', 'difference', 'ratio', 'people', 'p50', 'epsilon_squared']
  const told = figures.filter((key) => key in value)
  const nulls = told.every((key) => (value as Record<string, unknown>)[key] === null)
  return told.length > 0 && nulls ? [value, ...below] : below
}

/** Numbers of people below the minimum. */
function small(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, it]) =>
    key === 'people' && typeof it === 'number' && it < 5 ? [it] : small(it),
  )
}
