import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { type Share, wilson } from '../wilson.ts'
import { favourable } from './favourable.ts'

type Fields = {
  counts: [number, number, number]
  expected: { estimate: number; low: number; high: number }
}

test.each(fixture<Fields>('favourable'))('share and interval are R’s: $name', (c) => {
  const { estimate, interval } = answerOf(...c.counts)
  expectClose(estimate, c.expected.estimate)
  expectClose(interval.low, c.expected.low, 1e-9, 1)
  expectClose(interval.high, c.expected.high, 1e-9, 1)
})

test('when all have answered nothing is left to chance', () => {
  expect(answerOf(3, 8, 8).interval).toMatchObject({ low: 0.375, high: 0.375 })
})

test('nobody answered: a reason; more answered than were asked: a fault', () => {
  expect(favourable(0, 0, 7)).toMatchObject({ reason: 'too_few_people' })
  expect(() => favourable(1, 8, 7)).toThrow(RangeError)
})

test('the interval holds the share, and lies within the one for endless people', () => {
  const counts = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 40 }), fc.nat(60))
  fc.assert(
    fc.property(counts, ([count, n, others]) => {
      fc.pre(count <= n)
      const wide = wilson(count, n) as Share
      const { estimate, interval } = answerOf(count, n, n + others)
      expect(interval.low).toBeLessThanOrEqual(estimate + 1e-15)
      expect(interval.high).toBeGreaterThanOrEqual(estimate - 1e-15)
      expect(interval.low).toBeGreaterThanOrEqual(wide.interval.low - 1e-15)
      expect(interval.high).toBeLessThanOrEqual(wide.interval.high + 1e-15)
      if (n <= others) expect(interval).toEqual(wide.interval)
    }),
  )
})

function answerOf(count: number, n: number, population: number): Share {
  const answer = favourable(count, n, population)
  if ('reason' in answer) throw new Error(answer.reason)
  return answer
}
