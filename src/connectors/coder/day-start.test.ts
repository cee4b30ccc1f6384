import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIn } from '../../model/index.ts'
import { startOfDay } from './day-start.ts'

test.each([
  ['UTC', '2026-08-19', '2026-08-19T00:00:00+00:00'],
  ['Europe/Berlin', '2026-03-29', '2026-03-29T00:00:00+01:00'],
  ['Europe/Berlin', '2026-03-30', '2026-03-30T00:00:00+02:00'],
  ['Europe/Berlin', '2026-10-25', '2026-10-25T00:00:00+02:00'],
  ['Europe/Berlin', '2026-10-26', '2026-10-26T00:00:00+01:00'],
  ['America/New_York', '2026-03-08', '2026-03-08T00:00:00-05:00'],
  ['Asia/Kolkata', '2026-08-19', '2026-08-19T00:00:00+05:30'],
  ['America/St_Johns', '2026-12-01', '2026-12-01T00:00:00-03:30'],
])('in %s the day %s begins at %s', (zone, day, start) => {
  expect(startOfDay(zone, day)).toBe(start)
})

test('a day without a midnight begins by the offset before', () => {
  expect(startOfDay('Africa/Cairo', '2024-04-26')).toBe('2024-04-26T00:00:00+02:00')
})

test('a midnight that comes twice is the first', () => {
  expect(startOfDay('America/Havana', '2025-11-02')).toBe('2025-11-02T00:00:00-04:00')
})

test('the day begins there in every zone: the millisecond before is of another', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
  const day = fc
    .date({
      min: new Date('2015-01-01T00:00:00Z'),
      max: new Date('2030-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(zone, day, (zone, day) => {
      const start = Date.parse(startOfDay(zone, day))
      expect(dayIn(zone, new Date(start))).toBe(day)
      expect(dayIn(zone, new Date(start - 1)) < day).toBe(true)
    }),
    { numRuns: 300 },
  )
})
