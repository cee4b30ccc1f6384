import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expected, expectClose, fixture } from '../../test/oracle/fixture.ts'
import { newcombe, type ShareDifference } from './newcombe.ts'

type Four = [number, number, number, number]

test.each(fixture<{ newcombe?: Four; expected: Expected }>('shares').filter((c) => c.newcombe))(
  'a difference of shares and its interval are those of R: $name',
  ({ newcombe: counts, expected }) => {
    const { estimate, interval } = newcombe(...(counts as Four)) as ShareDifference
    expectClose(estimate, expected.estimate, 1e-9, 1)
    expectClose(interval.low, expected.low, 1e-9, 1)
    expectClose(interval.high, expected.high, 1e-9, 1)
  },
)

test('the published example: 56 of 70 and 48 of 80', () => {
  const { interval } = newcombe(56, 70, 48, 80) as ShareDifference
  expect(interval.low).toBeCloseTo(0.0524, 4)
  expect(interval.high).toBeCloseTo(0.3339, 4)
})

test('exchanging the cohorts turns difference and interval round', () => {
  const counts = fc.integer({ min: 1, max: 500 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)))
  fc.assert(
    fc.property(counts, counts, (x, y) => {
      const one = newcombe(...x, ...y) as ShareDifference
      const other = newcombe(...y, ...x) as ShareDifference
      expectClose(other.estimate, -one.estimate)
      expectClose(other.interval.low, -one.interval.high)
      expect(one.interval.low).toBeGreaterThanOrEqual(-1)
      expect(one.interval.high).toBeLessThanOrEqual(1)
    }),
  )
})

test('a cohort without people is a reason', () => {
  expect(newcombe(0, 0, 1, 2)).toMatchObject({ reason: 'too_few_people' })
  expect(newcombe(1, 2, 0, 0)).toMatchObject({ reason: 'too_few_people' })
})
