import { describe, expect, test } from 'vitest'
import { periodOf, weeksIn } from './period-of.ts'

const known = { known_until: '2026-04-01', weeks: 12 }

describe('the period of a report', () => {
  test('is the last twelve whole weeks that are known', () => {
    const { period, snapped } = periodOf({}, known)
    expect(period).toEqual({ from: '2026-01-05', to: '2026-03-30' })
    expect([weeksIn(period), snapped]).toEqual([12, false])
  })

  test('ends with a week whose Sunday is known', () => {
    expect(periodOf({}, { ...known, known_until: '2026-03-30' }).period.to).toBe('2026-03-30')
    expect(periodOf({}, { ...known, known_until: '2026-03-29' }).period.to).toBe('2026-03-23')
  })

  test('may begin or end where it is said to', () => {
    expect(periodOf({ from: '2026-03-02' }, known).period).toEqual({
      from: '2026-03-02',
      to: '2026-03-30',
    })
    expect(periodOf({ to: '2026-03-02' }, known).period).toEqual({
      from: '2025-12-08',
      to: '2026-03-02',
    })
  })

  test('is widened to whole weeks, which it says', () => {
    expect(periodOf({ from: '2026-03-04', to: '2026-03-05' }, known)).toEqual({
      period: { from: '2026-03-02', to: '2026-03-09' },
      snapped: true,
    })
    expect(periodOf({ from: '2026-03-02', to: '2026-03-09' }, known).snapped).toBe(false)
  })
})
