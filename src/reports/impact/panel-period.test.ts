import { describe, expect, test } from 'vitest'
import { panelPeriod } from './panel-period.ts'

const known = { from: '2026-01-05', until: '2026-04-01' }

describe('the period of a panel', () => {
  test('is all that is known, in periods of four weeks that end with the last whole week', () => {
    // Twelve whole weeks up to Monday 2026-03-30.
    expect(panelPeriod({}, known)).toEqual({
      period: { from: '2026-01-05', to: '2026-03-30' },
      periods: 3,
      snapped: false,
    })
  })

  test('loses weeks at its beginning that make no period', () => {
    expect(panelPeriod({}, { ...known, from: '2025-12-18' })).toMatchObject({
      period: { from: '2026-01-05', to: '2026-03-30' },
      periods: 3,
    })
  })

  test('says when it is not what was asked for', () => {
    expect(panelPeriod({ from: '2026-01-12' }, known)).toEqual({
      period: { from: '2026-02-02', to: '2026-03-30' },
      periods: 2,
      snapped: true,
    })
    expect(panelPeriod({ from: '2026-02-02' }, known).snapped).toBe(false)
  })

  test('is refused where nothing is known', () => {
    expect(() => panelPeriod({}, { from: null, until: null })).toThrow(/No pull requests are known/)
  })
})
