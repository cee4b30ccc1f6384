import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Expected,
  expectClose,
  expectEstimate,
  fixture,
} from '../../../test/oracle/fixture.ts'
import { type TwoMeans, twoMeans } from '../two-means.ts'
import { type Cuped, cuped, type SampleWithBefore } from './cuped.ts'

type Side = { values: number[]; before: number[]; teams?: number[] }
type Fields = {
  x: Side
  y: Side
  expected: { theta: number; variance_left: number; estimate: number; difference: Expected }
}

test.each(fixture<Fields>('cuped'))('theta and difference are R’s: $name', ({ x, y, expected }) => {
  const answer = answerOf(x, y)
  expectClose(answer.theta, expected.theta)
  expectClose(answer.variance_left, expected.variance_left)
  expectClose(answer.difference.estimate, expected.estimate, 1e-9, 1)
  expectEstimate(answer.difference, expected.difference)
})

const plain = { values: [1, 2, 4], before: [0, 1, 1] }
test.each<[string, SampleWithBefore, SampleWithBefore, string]>([
  ['one person', { values: [1], before: [1] }, plain, 'too_few_people'],
  [
    'all the same before',
    { ...plain, before: [1, 1, 1] },
    { ...plain, before: [2, 2, 2] },
    'constant',
  ],
  [
    'all the same after',
    { ...plain, values: [1, 1, 1] },
    { ...plain, values: [2, 2, 2] },
    'constant',
  ],
  ['all as before', { ...plain, before: [1, 2, 4] }, { ...plain, before: [1, 2, 4] }, 'constant'],
  ['a value that is none', { ...plain, before: [1, 2, Number.NaN] }, plain, 'not_finite'],
])('%s: a reason in place of a number', (_, x, y, reason) => {
  expect(cuped(x, y)).toMatchObject({ reason })
})

test('values that do not belong together are refused', () => {
  expect(() => cuped({ values: [1, 2], before: [1] }, plain)).toThrow(RangeError)
})

test('offsets before and after change nothing, nor does the unit of what was before', () => {
  fc.assert(
    fc.property(arms(), arms(), (x, y) => {
      const one = answerOf(x, y)
      const change = ({ values, before }: Side) => ({
        values: values.map((value) => value + 1e9),
        before: before.map((value) => 8 * value - 1e9),
      })
      const other = answerOf(change(x), change(y))
      expectClose(other.difference.estimate, one.difference.estimate, 1e-9, 1e3)
      expectClose(other.difference.se, one.difference.se, 1e-6)
      expectClose(8 * other.theta, one.theta, 1e-9, 1)
    }),
  )
})

test('what does not go with the values leaves the plain difference', () => {
  const [x, y] = [
    { values: [1, 1, 5, 5], before: [0, 1, 0, 1] },
    { values: [2, 2, 9, 9], before: [1, 0, 1, 0] },
  ]
  const { difference, theta, variance_left } = answerOf(x, y)
  expect([theta, variance_left]).toEqual([0, 1])
  expect(difference).toEqual((twoMeans(x, y) as TwoMeans).difference)
})

test('it leaves the smallest spread within arms that any theta could', () => {
  fc.assert(
    fc.property(arms(), arms(), (x, y) => {
      const { variance_left } = answerOf(x, y)
      expect(variance_left).toBeGreaterThan(0)
      expect(variance_left).toBeLessThanOrEqual(1)
    }),
  )
})

function arms(): fc.Arbitrary<Side> {
  const person = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }))
  return fc.array(person, { minLength: 4, maxLength: 20 }).map((people) => ({
    values: people.map(([value]) => value),
    before: people.map(([, before]) => before),
  }))
}

function answerOf(x: SampleWithBefore, y: SampleWithBefore): Cuped {
  const answer = cuped(x, y)
  fc.pre(!('reason' in answer))
  return answer as Cuped
}
