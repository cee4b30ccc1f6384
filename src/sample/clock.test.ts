import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, isoOf } from './clock.ts'

const clock = clockOf('2025-05-05', 80)

test('days count from the first one, in both directions', () => {
  expect(clock.day(0)).toBe('2025-05-05')
  expect(clock.day(559)).toBe('2026-11-15')
  expect(clock.day(-7)).toBe('2025-04-28')
  expect(isoOf(clock.end)).toBe('2026-11-16T00:00:00Z')
})

test.each([
  ['Europe/Berlin', '2025-10-24', '07:00'],
  ['Europe/Berlin', '2025-10-27', '08:00'],
  ['America/Los_Angeles', '2025-10-31', '16:00'],
  ['America/Los_Angeles', '2025-11-03', '17:00'],
  ['Asia/Kolkata', '2025-11-03', '03:30'],
  ['UTC', '2025-11-03', '09:00'],
])('nine in the morning in %s on %s is %s in UTC', (zone, day, time) => {
  const index = Array.from({ length: 560 }, (_, i) => i).find((i) => clock.day(i) === day) ?? -1
  expect(isoOf(clock.instant(zone, index, 9 * 3600))).toBe(`${day}T${time}:00Z`)
})

test('an instant lies on the day that it was made for', () => {
  fc.assert(
    fc.property(fc.nat(559), fc.nat(86_399), (index, second) => {
      expect(clock.dayOf(clock.instant('UTC', index, second))).toBe(index)
    }),
  )
})
