import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { type PartialSpearman, partialSpearman } from './partial-spearman.ts'

type Fields = {
  x: number[]
  y: number[]
  strata: number[]
  expected: { estimate: number; low: number; high: number; p: number; df: number }
}

test.each(fixture<Fields>('partial-spearman'))('rho, interval and p are R’s: $name', (c) => {
  const answer = partialSpearman(c.x, c.y, c.strata)
  if ('reason' in answer) throw new Error(answer.reason)
  expectClose(answer.estimate, c.expected.estimate, 1e-9, 1)
  expectClose(answer.interval.low, c.expected.low, 1e-9, 1)
  expectClose(answer.interval.high, c.expected.high, 1e-9, 1)
  expectClose(answer.p, c.expected.p)
  expect(answer.df).toBe(c.expected.df)
})

test.each<[string, number[], number[], string[], string]>([
  ['three people', [1, 2, 3], [2, 1, 3], ['a', 'a', 'a'], 'too_few_people'],
  ['as many strata as people', [1, 2, 3, 4], [2, 1, 3, 4], ['a', 'b', 'c', 'd'], 'too_few_people'],
  ['all the same', [1, 1, 1, 1], [1, 2, 3, 4], ['a', 'a', 'a', 'a'], 'constant'],
  ['orders that agree wholly', [1, 2, 3, 4], [2, 4, 6, 9], ['a', 'a', 'a', 'a'], 'constant'],
  [
    'no variation within strata',
    [1, 1, 1, 2, 2, 2],
    [1, 5, 3, 4, 2, 6],
    ['a', 'a', 'a', 'b', 'b', 'b'],
    'constant',
  ],
  ['a value that is none', [1, 2, 3, Infinity], [1, 2, 3, 4], ['a', 'a', 'a', 'a'], 'not_finite'],
])('%s: a reason in place of a number', (_, x, y, strata, reason) => {
  expect(partialSpearman(x, y, strata)).toMatchObject({ reason })
})

test('values that do not belong together are refused', () => {
  expect(() => partialSpearman([1, 2, 3, 4], [1, 2, 3])).toThrow(RangeError)
  expect(() => partialSpearman([1, 2], [1, 2], ['a'])).toThrow(RangeError)
})

test('only order counts, the interval holds rho, and exchanging the values changes nothing', () => {
  const value = fc.integer({ min: 0, max: 9 })
  const person = fc.record({ x: value, y: value, stratum: fc.constantFrom('a', 'b') })
  fc.assert(
    fc.property(fc.array(person, { minLength: 6, maxLength: 30 }), (people) => {
      const [x, y] = [people.map(({ x }) => x), people.map(({ y }) => y)]
      const strata = people.map(({ stratum }) => stratum)
      const plain = answerOf(x, y, strata)
      expect(plain.interval.low).toBeLessThan(plain.estimate)
      expect(plain.interval.high).toBeGreaterThan(plain.estimate)
      expectClose(answerOf(y, x, strata).estimate, plain.estimate, 1e-12, 1)
      expect(answerOf(x.map(Math.exp), y, strata)).toEqual(plain)
      const reversed = x.map((value) => -value)
      expectClose(answerOf(reversed, y, strata).estimate, -plain.estimate, 1e-12, 1)
    }),
  )
})

function answerOf(x: number[], y: number[], strata: string[]): PartialSpearman {
  const answer = partialSpearman(x, y, strata)
  fc.pre(!('reason' in answer))
  return answer as PartialSpearman
}
