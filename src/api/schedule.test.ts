import { expect, test } from 'vitest'
import { nextRun, Schedule } from './schedule.ts'

test.each([
  ['17 * * * *', 'UTC', '2026-03-10T08:20:00Z', '2026-03-10T09:17:00.000Z'],
  ['0 3 * * *', 'America/Denver', '2026-03-10T08:20:00Z', '2026-03-10T09:00:00.000Z'],
  // three o'clock comes an hour earlier once summer time has begun
  ['0 3 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
  ['0 4 * * 1', 'UTC', '2026-03-09T04:00:00Z', '2026-03-16T04:00:00.000Z'],
])('%s in %s is due after %s at %s', (schedule, zone, now, due) => {
  expect(nextRun(schedule, zone, new Date(now))).toBe(due)
})

test.each(['', '* * * *', '* * * * * *', '@hourly', '61 * * * *', '0 0 31 2 *', 'a b c d e'])(
  '"%s" is no schedule',
  (text) => {
    expect(Schedule.safeParse(text).success).toBe(false)
  },
)

test('spaces around a schedule do not count', () => {
  expect(Schedule.parse(' 17  * * * * ')).toBe('17  * * * *')
})
