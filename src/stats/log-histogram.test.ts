import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { logHistogram } from './log-histogram.ts'

type Fields = { x: number[]; expected: { counts: number[]; bounds: number[] } }

test.each(fixture<Fields>('log-histogram'))(
  'before any are joined the buckets are R’s $call: $name',
  ({ x, expected }) => {
    const buckets = logHistogram(x, 1) ?? []
    expect(buckets.map(({ count }) => count)).toEqual(expected.counts)
    buckets.slice(1).forEach(({ from }, i) => {
      expectClose(from ?? 0, expected.bounds[i] as number)
    })
  },
)

test('counts values in buckets that grow with them, the outermost open', () => {
  const values = [0, 0, 0, 1, 1, 1.1, 2, 2, 2, 9, 9, 9]
  expect(
    logHistogram(values, 3)?.map(({ from, to, count }) => [
      from,
      to && Math.round(100 * to),
      count,
    ]),
  ).toEqual([
    [null, 100, 3],
    [1, 195, 3],
    [expect.closeTo(1.953, 3), 745, 3],
    [expect.closeTo(7.451, 3), null, 3],
  ])
})

test('no bucket tells of fewer than the least, and each value lies in one', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { maxLength: 300 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), (some, least) => {
      const buckets = logHistogram(some, least)
      if (buckets === null) return
      expect(buckets.length).toBeGreaterThan(1)
      for (const { from, to, count } of buckets) {
        expect(count).toBeGreaterThanOrEqual(least)
        const inside = some.filter(
          (value) => value >= (from ?? 0) * (1 - 1e-9) && value < (to ?? Infinity) * (1 + 1e-9),
        )
        expect(inside.length).toBeGreaterThanOrEqual(count)
      }
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(some.length)
      expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([null, null])
    }),
  )
})

test('values that are all alike make no histogram', () => {
  expect(logHistogram([2, 2, 2, 2, 2, 2], 2)).toBeNull()
  expect(logHistogram([], 2)).toBeNull()
})
