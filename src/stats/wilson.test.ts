import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expected, expectClose, fixture } from '../../test/oracle/fixture.ts'
import { type Share, wilson } from './wilson.ts'

type Fields = { wilson?: [number, number]; expected: Expected }

test.each(fixture<Fields>('shares').filter((c) => c.wilson))(
  'a share and its interval are those of R: $name',
  ({ wilson: pair, expected }) => {
    const { estimate, interval } = share(...(pair as [number, number]))
    expectClose(estimate, expected.estimate)
    expectClose(interval.low, expected.low, 1e-9, 1)
    expectClose(interval.high, expected.high, 1e-9, 1)
  },
)

test('the complement has the mirrored interval, which stays within 0 and 1', () => {
  const counts = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)))
  fc.assert(
    fc.property(counts, ([count, n]) => {
      const one = share(count, n).interval
      const other = share(n - count, n).interval
      expectClose(other.low, 1 - one.high, 1e-9, 1)
      expect(one.low).toBeGreaterThanOrEqual(0)
      expect(one.high).toBeLessThanOrEqual(1)
      expect(one.high).toBeGreaterThan(one.low)
    }),
  )
})

test('nobody asked is a reason, more answers than people a fault', () => {
  expect(wilson(0, 0)).toMatchObject({ reason: 'too_few_people' })
  expect(() => wilson(3, 2)).toThrow(RangeError)
  expect(() => wilson(-1, 2)).toThrow(RangeError)
})

function share(count: number, n: number): Share {
  return wilson(count, n) as Share
}
