import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueMoment } from './due.ts'

const at = (text: string) => new Date(text)
const monday = { cron: '0 8 * * 1', time_zone: 'Europe/Lisbon' }

test('a moment is due from its minute on, in the zone of the schedule, summer time or not', () => {
  const since = at('2026-01-01T00:00:00Z')
  const due = (now: string) => dueMoment({ ...monday, since, last: null }, at(now))?.toISOString()
  expect(due('2026-03-23T07:59:59Z')).toBe('2026-03-16T08:00:00.000Z')
  expect(due('2026-03-23T08:00:00Z')).toBe('2026-03-23T08:00:00.000Z')
  expect(due('2026-03-30T07:00:00Z')).toBe('2026-03-30T07:00:00.000Z')
})

test('what was due before the schedule held is not made up for, and of missed moments the latest counts', () => {
  const since = at('2026-03-17T00:00:00Z')
  expect(dueMoment({ ...monday, since, last: null }, at('2026-03-18T00:00:00Z'))).toBeNull()
  const late = dueMoment({ ...monday, since, last: null }, at('2026-04-15T00:00:00Z'))
  expect(late).toEqual(at('2026-04-13T07:00:00Z'))
})

test('no moment is due twice, and none lies ahead', () => {
  const instants = fc.date({
    min: at('2026-01-01T00:00:00Z'),
    max: at('2027-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(instants, instants, (since, now) => {
      const moment = dueMoment({ ...monday, since, last: null }, now)
      if (moment === null) return
      expect(moment > since && moment <= now).toBe(true)
      expect(dueMoment({ ...monday, since, last: moment }, now)).toBeNull()
    }),
    { numRuns: 25 },
  )
})
