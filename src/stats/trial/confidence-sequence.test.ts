import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { random } from '../random.ts'
import { confidenceSequence } from './confidence-sequence.ts'

test.each(fixture<{ se: number; planned: number; half: number }>('confidence-sequence'))(
  'half the width is R’s $call: $name',
  ({ se, planned, half }) => {
    const { low, high } = confidenceSequence(0, se, planned)
    expectClose(high, half)
    expectClose(low, -half)
  },
)

test('it is the boundary at which a mixture of alternatives is 20 times as likely as none', () => {
  // Normal alternatives of variance 1 / r: likelihood ratio sqrt(r / (I + r)) exp(I² d² / (2 (I + r))).
  const se = fc.double({ min: 0.01, max: 10, noNaN: true })
  fc.assert(
    fc.property(se, se, (se, planned) => {
      const { low, high, level } = confidenceSequence(3, se, planned)
      expect([(low + high) / 2, level]).toEqual([expect.closeTo(3, 9), 0.95])
      const [information, r] = [1 / se ** 2, 1 / (8.8 * planned ** 2)]
      const d = (high - low) / 2
      const exponent = (information * d) ** 2 / (2 * (information + r))
      expectClose(0.5 * Math.log(r / (information + r)) + exponent, Math.log(20), 1e-9)
    }),
  )
})

test('at the planned end it is 1.55 times as wide as a plain interval', () => {
  const { low, high } = confidenceSequence(0, 2, 2)
  expectClose((high - low) / 2 / (1.96 * 2), 1.55, 0.005)
})

test('a null effect looked at every week for half a year is hardly ever found', () => {
  const r = random(3)
  const missed = Array.from({ length: 1000 }, () => {
    let sum = 0
    return Array.from({ length: 26 }, (_, week) => {
      sum += r.normal()
      const n = week + 1
      const { low, high } = confidenceSequence(sum / n, 1 / Math.sqrt(n), 1 / Math.sqrt(26))
      return low > 0 || high < 0
    }).some(Boolean)
  }).filter(Boolean)
  // 1.1 % at 26 looks, and three standard errors.
  expect(missed.length).toBeLessThanOrEqual(21)
  expect(missed.length).toBeGreaterThan(0)
})

test.each([
  [0, 1],
  [1, 0],
  [Number.NaN, 1],
])('a standard error of %d where %d was planned is refused', (se, planned) => {
  expect(() => confidenceSequence(1, se, planned)).toThrow(RangeError)
})
