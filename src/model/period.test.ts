import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter, daysText, dayText, monthText } from './period.ts'

test('a day as people read it is that day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const day = dayAfter('1990-01-01', days)
      expect(new Date(`${dayText(day)} UTC`).toISOString().slice(0, 10)).toBe(day)
    }),
  )
  expect([dayText('2026-03-03'), monthText('2026-09-01')]).toEqual(['3 Mar 2026', 'Sep 2026'])
})

test('the days of a period are told with the last one, not the one after', () => {
  const period = { from: '2026-03-02', to: '2026-04-01' }
  expect(daysText(period)).toBe('2 Mar 2026 to 31 Mar 2026')
})
