import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { type Positive, ratioOfPositive } from './ratio-of-positive.ts'

type Bounds = { estimate: number; low: number; high: number }
type Fields = { x: Positive; y: Positive; expected: Bounds }

test.each(fixture<Fields>('ratio-of-positive'))(
  'a ratio is drawn from two intervals as in R: $name',
  ({ x, y, expected }) => {
    const { estimate, interval } = ratioOfPositive(x, y)
    expectClose(estimate, expected.estimate)
    expectClose(interval.low, expected.low)
    expectClose(interval.high, expected.high)
    expect(interval.level).toBe(0.95)
  },
)
