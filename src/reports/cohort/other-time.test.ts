import { expect, test } from 'vitest'
import { otherPeriodOf, sameSeason, yearBefore } from './other-time.ts'

const period = { from: '2026-03-30', to: '2026-06-22' }

test('the other period is as long and just before, unless days are named, and then whole weeks', () => {
  expect(otherPeriodOf(period, {})).toEqual({ from: '2026-01-05', to: '2026-03-30' })
  const year = { from: '2025-03-31', to: '2025-06-23' }
  expect(otherPeriodOf(period, { compare_from: '2025-04-01' })).toEqual({
    ...year,
    to: '2025-06-30',
  })
  expect(otherPeriodOf(period, { compare_from: yearBefore(period) })).toEqual(year)
  expect(otherPeriodOf(period, { compare_to: '2026-02-02' }).from).toBe('2025-11-10')
  expect(() => otherPeriodOf(period, { compare_from: '2026-06-15' })).toThrow(/overlap/)
  const empty = { compare_from: '2026-01-05', compare_to: '2025-01-06' }
  expect(() => otherPeriodOf(period, empty)).toThrow(/empty/)
})

test('a year apart is one season, and a quarter is none', () => {
  const at = (from: string) => ({ from, to: from })
  expect(sameSeason(period, at('2025-03-31'))).toBe(true)
  expect(sameSeason(period, at('2024-04-08'))).toBe(true)
  expect(sameSeason(period, at('2026-01-05'))).toBe(false)
  expect(sameSeason(period, period)).toBe(false)
})
