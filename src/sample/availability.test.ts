import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../stats/random.ts'
import { drawAvailable } from './availability.ts'
import { daysIn, weekdaysIn } from './panel.ts'

const weeks = (fte: number, from = -7, to = Number.POSITIVE_INFINITY) => {
  const source = random(1)
  return Array.from({ length: 4000 }, (_, week) => drawAvailable({ fte, from, to }, week, source))
}
const mean = (bits: number[]) => bits.reduce((sum, days) => sum + daysIn(days), 0) / bits.length

test('a full-time person is at work on nearly four and a half days of a week, a part-time one on seven tenths of it', () => {
  const full = (1 - 0.085) * (5 - 0.12)
  expect(mean(weeks(1))).toBeCloseTo(full, 1)
  expect(mean(weeks(0.7)) / full).toBeCloseTo(0.7, 1)
})

test('nobody is at work before the first day or after the last', () => {
  fc.assert(
    fc.property(fc.nat(70), fc.integer({ min: 1, max: 70 }), (from, length) => {
      const to = from + length
      for (const [week, bits] of weeks(1, from, to).slice(0, 22).entries()) {
        for (const weekday of weekdaysIn(bits)) {
          expect(week * 7 + weekday).toBeGreaterThanOrEqual(from)
          expect(week * 7 + weekday).toBeLessThan(to)
        }
      }
    }),
    { numRuns: 20 },
  )
})
