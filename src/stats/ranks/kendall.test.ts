import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture, large } from '../../../test/oracle/fixture.ts'
import { countInversions } from './inversions.ts'
import { type Kendall, kendall } from './kendall.ts'

type Fields = { x: number[]; y: number[]; expected: Omit<Kendall, 'n_people'> }

test.each(fixture<Fields>('kendall'))('tau-b, z and p are R’s: $name', ({ x, y, expected }) => {
  const answer = kendall(x, y)
  if ('reason' in answer) throw new Error(answer.reason)
  expectClose(answer.tau, expected.tau)
  expectClose(answer.z, expected.z)
  expectClose(answer.p, expected.p)
})

test.each<[string, number[], number[], string]>([
  ['two people', [1, 2], [1, 2], 'too_few_people'],
  ['one value the same for all', [1, 1, 1, 1], [1, 2, 3, 4], 'constant'],
  ['the other the same for all', [1, 2, 3], [7, 7, 7], 'constant'],
  ['a value that is none', [1, 2, 3], [1, Number.NaN, 3], 'not_finite'],
])('%s: a reason in place of a number', (_, x, y, reason) => {
  expect(kendall(x, y)).toMatchObject({ reason })
})

test('values that do not belong together are refused', () => {
  expect(() => kendall([1, 2, 3], [1, 2])).toThrow(RangeError)
})

test('50,000 people are not too many', () => {
  const x = large(50_000, 104729)
  const y = x.map((value, i) => value + (i % 3))
  const { tau, n_people } = answerOf(x, y)
  expect(n_people).toBe(50_000)
  expect(tau).toBeGreaterThan(0.9)
  expect(tau).toBeLessThan(1)
})

test('it is the sum over all pairs', () => {
  fc.assert(
    fc.property(people(), (pairs) => {
      const [x, y] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
      const sum = (term: (a: [number, number], b: [number, number]) => number) =>
        pairs.reduce((total, a) => total + pairs.reduce((t, b) => t + term(a, b), 0), 0)
      const s = sum((a, b) => Math.sign(a[0] - b[0]) * Math.sign(a[1] - b[1]))
      const untied = (k: 0 | 1) => sum((a, b) => Math.abs(Math.sign(a[k] - b[k])))
      expectClose(answerOf(x, y).tau, s / Math.sqrt(untied(0) * untied(1)), 1e-12, 1)
    }),
  )
})

test('exchanging the values changes nothing, and reversing one turns the sign', () => {
  fc.assert(
    fc.property(people(), (pairs) => {
      const [x, y] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
      const { tau, z } = answerOf(x, y)
      expectClose(answerOf(y, x).tau, tau)
      const reversed = answerOf(
        x,
        y.map((value) => -value),
      )
      expectClose(reversed.tau, -tau)
      expectClose(reversed.z, -z)
    }),
  )
})

test('inversions are counted pair by pair, and the values are sorted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (values) => {
      const pairs = values.flatMap((a, i) => values.slice(i + 1).filter((b) => a > b))
      const array = Float64Array.from(values)
      expect(countInversions(array)).toBe(pairs.length)
      expect(array).toEqual(Float64Array.from(values).sort())
    }),
  )
})

function people(): fc.Arbitrary<[number, number][]> {
  const value = fc.integer({ min: 0, max: 6 })
  return fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 20 })
}

function answerOf(x: number[], y: number[]): Kendall {
  const answer = kendall(x, y)
  fc.pre(!('reason' in answer))
  return answer as Kendall
}
