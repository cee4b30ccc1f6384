import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expected, expectClose, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { oneGeometricMean } from './one-geometric-mean.ts'
import { type OneMean, oneMean } from './one-mean.ts'
import type { Reason } from './reason.ts'
import type { Sample } from './sample.ts'
import { type TwoGeometricMeans, twoGeometricMeans } from './two-geometric-means.ts'

type Fields = { x: number[]; teams?: number[]; expected: Expected }

test.each(fixture<Fields>('one-mean'))(
  'a mean and its interval are those of R: $name',
  ({ x, teams, expected }) => expectEstimate(oneMean({ values: x, teams }), expected),
)

test('people and teams are counted; somebody without team is no team', () => {
  const answer = oneMean({ values: [1, 2, 4, 4, 9], teams: ['a', 'a', 'b', null, null] })
  expect(answer).toMatchObject({ n_people: 5, n_teams: 2, df: 3 })
})

test('a person without team weighs as a team of one', () => {
  const values = [1, 2, 4, 4, 9]
  const alone = oneMean({ values, teams: ['a', 'a', 'b', null, null] })
  expect(oneMean({ values, teams: ['a', 'a', 'b', 'c', 'd'] })).toMatchObject({
    ...alone,
    n_teams: 4,
  })
})

test.each<[string, Sample, Reason['reason']]>([
  ['nobody', { values: [] }, 'too_few_people'],
  ['one person', { values: [3] }, 'too_few_people'],
  ['one team', { values: [1, 2, 4], teams: [7, 7, 7] }, 'too_few_teams'],
  ['the same value for all', { values: [0.1, 0.1, 0.1] }, 'constant'],
  ['teams that are all alike', { values: [1, 2, 1, 2], teams: [1, 1, 2, 2] }, 'constant'],
  [
    'alike but for rounding',
    { values: [0.1, 0.2, 0.7, 0.7, 0.2, 0.1], teams: [1, 1, 1, 2, 2, 2] },
    'constant',
  ],
  ['an unknown value', { values: [1, Number.NaN, 2] }, 'not_finite'],
])('%s: a reason in place of a number', (_, sample, code) => {
  expect(oneMean(sample)).toMatchObject({ reason: code, message: expect.stringMatching(/\w\.$/) })
})

test('the interval holds the mean and moves with the values', () => {
  fc.assert(
    fc.property(samples(), fc.integer({ min: -1e6, max: 1e6 }), (sample, offset) => {
      const plain = oneMean(sample) as OneMean
      fc.pre(!('reason' in plain))
      const moved = oneMean({ ...sample, values: map(sample, (v) => v + offset) }) as OneMean
      expectClose(moved.interval.low, plain.interval.low + offset, 1e-9, 1e6)
      expectClose(moved.se, plain.se)
      expect(plain.interval.low).toBeLessThan(plain.estimate)
      expect(plain.interval.high).toBeGreaterThan(plain.estimate)
    }),
  )
})

type Geometric = { x: number[]; y: number[]; expected: { one: Expected; ratio: Expected } }

test.each(fixture<Geometric>('geometric-means'))(
  'geometric means and their ratio are R’s $call: $name',
  ({ x, y, expected }) => {
    const [logs, others] = [{ values: x.map(Math.log) }, { values: y.map(Math.log) }]
    expectEstimate(oneGeometricMean(logs), expected.one)
    expectEstimate((twoGeometricMeans(logs, others) as TwoGeometricMeans).ratio, expected.ratio)
  },
)

test('the geometric mean and its interval are those of the logarithms, transformed back', () => {
  const hours = [2, 5, 9, 30, 31]
  const logs = oneMean({ values: hours.map(Math.log) }) as OneMean
  const answer = oneGeometricMean({ values: hours.map(Math.log) }) as OneMean
  expectClose(answer.estimate, (2 * 5 * 9 * 30 * 31) ** (1 / 5))
  expectClose(answer.interval.high, Math.exp(logs.interval.high))
  expect(answer).toMatchObject({ se: logs.se, df: 4, n_people: 5 })
})

test('the geometric mean of one person is a reason too', () => {
  expect(oneGeometricMean({ values: [1] })).toMatchObject({ reason: 'too_few_people' })
})

function samples(): fc.Arbitrary<{ values: number[]; teams: number[] }> {
  const person = fc.record({ value: fc.integer({ min: -1000, max: 1000 }), team: fc.nat(4) })
  return fc.array(person, { minLength: 2, maxLength: 40 }).map((people) => ({
    values: people.map(({ value }) => value),
    teams: people.map(({ team }) => team),
  }))
}

function map({ values }: { values: number[] }, change: (value: number) => number): number[] {
  return values.map(change)
}
