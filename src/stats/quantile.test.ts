import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { quantile } from './quantile.ts'
import { quantileDots } from './quantile-dots.ts'

type Fields = { x: number[]; p: number[]; expected: { quantiles: number[]; dots?: number[] } }

test.each(fixture<Fields>('descriptives'))(
  'quantiles and dots are those of R: $name',
  ({ x, p, expected }) => {
    p.forEach((share, i) => {
      expectClose(quantile(x, share), expected.quantiles[i] as number, 1e-12)
    })
    if (!expected.dots) return
    expect(expected.dots).toHaveLength(20)
    quantileDots(x).forEach((dot, i) => {
      expectClose(dot, expected.dots?.[i] as number, 1e-12)
    })
  },
)

test('a quantile never falls as its share rises, and stays within the values', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(values, share, share, (values, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      expect(quantile(values, low)).toBeLessThanOrEqual(quantile(values, high))
      expect(quantile(values, low)).toBeGreaterThanOrEqual(Math.min(...values))
      expect(quantile(values, high)).toBeLessThanOrEqual(Math.max(...values))
    }),
  )
})

test('the values keep their order', () => {
  const values = [3, 1, 2]
  quantile(values, 0.5)
  expect(values).toEqual([3, 1, 2])
  const many = Array.from({ length: 40 }, (_, i) => -i)
  quantileDots(many)
  expect(many).toEqual(Array.from({ length: 40 }, (_, i) => -i))
})

test('no values, and shares beyond 0 and 1, have no quantile', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError)
  expect(() => quantile([1], 1.1)).toThrow(RangeError)
  expect(() => quantile([1], Number.NaN)).toThrow(RangeError)
  expect(() => quantileDots(new Array(39).fill(1))).toThrow(RangeError)
})

test('no single value follows from the dots: as many others have the very same ones', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 130 })
  fc.assert(
    fc.property(counts, (steps) => {
      let sum = 0
      const values = steps.map((step) => (sum += 8 * step))
      // one up, the next one down: every value is another, and all keep their places
      const others = values.map((value, place) => value + (place % 2 === 0 ? 2 : -2))
      expect(quantileDots(others)).toEqual(quantileDots(values))
      const apart = [-1e6, ...values.slice(1, -1), 1e6]
      expect(quantileDots(apart)).toEqual(quantileDots(values))
    }),
    { numRuns: 25 },
  )
})
