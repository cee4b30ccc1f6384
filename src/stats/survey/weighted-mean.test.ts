import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Expected,
  expectClose,
  expectEstimate,
  fixture,
  large,
  largeTeams,
} from '../../../test/oracle/fixture.ts'
import type { StratifiedSample } from '../comparable.ts'
import { type OneWeightedMean, oneWeightedMean } from './one-weighted-mean.ts'
import { weightedMean } from './weighted-mean.ts'
import { weightedShare } from './weighted-share.ts'

type Fields = {
  asked?: string[]
  strata: string[]
  values: number[]
  teams?: number[]
  expected: Expected
}

test.each(fixture<Fields>('weighted-mean'))(
  'the weighted mean and its interval by team are those of R: $name',
  ({ expected, ...given }) => {
    const [answers, asked] = given.asked
      ? [{ ...given, strata: given.strata.map((it) => [it]) }, given.asked.map((it) => [it])]
      : largeSurvey()
    expectEstimate(oneWeightedMean(answers, asked), expected)
    expectClose(weightedMean(answers, asked) as number, expected.estimate)
  },
)

/** The survey of 120,000 people by the formula that made it in R. */
function largeSurvey(): [StratifiedSample, string[][]] {
  const asked = Array.from({ length: 120_000 }, (_, i) => [`${(i + 1) % 7}`])
  const strata = asked.filter((_, i) => (i + 1) % 12 < 4 + (((i + 1) % 7) % 3))
  const n = strata.length
  return [{ values: large(n, 104729), teams: largeTeams(n), strata }, asked]
}

const alike = (count: number, label = 'all') => Array.from({ length: count }, () => [label])

test.each<[string, StratifiedSample, string]>([
  ['three answers', { values: [1, 2, 4], strata: alike(3) }, 'no_comparable_people'],
  ['nobody', { values: [], strata: [] }, 'too_few_people'],
  ['all alike', { values: [2, 2, 2, 2, 2], strata: alike(5) }, 'constant'],
  [
    'one team',
    { values: [1, 2, 4, 4, 9], strata: alike(5), teams: [7, 7, 7, 7, 7] },
    'too_few_teams',
  ],
  ['a value that is none', { values: [1, 2, 4, 4, Number.NaN], strata: alike(5) }, 'not_finite'],
])('%s: a reason in place of an interval', (_, answers, reason) => {
  expect(oneWeightedMean(answers, alike(12))).toMatchObject({ reason })
})

test('nothing is left to chance once all have answered', () => {
  const answers = { values: [1, 2, 4, 4, 9], strata: alike(5), teams: [1, 1, 2, 3, 3] }
  const width = (asked: number) => {
    const { interval } = oneWeightedMean(answers, alike(asked)) as OneWeightedMean
    return interval.high - interval.low
  }
  expect(width(5)).toBe(0)
  expectClose(width(8), width(10) * Math.sqrt(3 / 8))
})

const stratum = fc.constantFrom(['senior'], ['junior'])

test('of shares is the weighted share', () => {
  const given = fc.array(fc.record({ value: fc.constantFrom(0, 1), of: stratum }), { minLength: 1 })
  fc.assert(
    fc.property(given, fc.array(stratum), (all, silent) => {
      const asked = [...all.map(({ of }) => of), ...silent]
      const answers = { values: all.map(({ value }) => value), strata: all.map(({ of }) => of) }
      const share = weightedShare(answers, asked)
      const mean = weightedMean(answers, asked)
      if (typeof mean === 'number')
        expect(share).toMatchObject({ estimate: expect.closeTo(mean, 9) })
      else expect(share).toEqual(mean)
    }),
    { numRuns: 25 },
  )
})

test('gives those who did not answer the mean of those alike', () => {
  const answers = {
    values: [8, 8, 8, 8, 8, 2, 2, 2, 2, 2],
    strata: Array.from({ length: 10 }, (_, i) => [i < 5 ? 'senior' : 'junior']),
  }
  const asked = Array.from({ length: 40 }, (_, i) => [i < 10 ? 'senior' : 'junior'])
  expect(weightedMean(answers, asked)).toBeCloseTo(3.5, 12)
})
