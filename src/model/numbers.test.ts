import { describe, expect, test } from 'vitest'
import { amount, bounds, change, count, figures, listed, percent, wholePercent } from './numbers.ts'

describe('numbers as they are read', () => {
  test('have three figures and no exponent', () => {
    expect([0, 0.000_04, 0.0523, 1, 2.606, 18.44, 143.4, 1_430, 2_606_000].map(figures)).toEqual([
      '0',
      '0.00',
      '0.0523',
      '1.00',
      '2.61',
      '18.4',
      '143',
      '1,430',
      '2,606,000',
    ])
    expect(figures(-2.606)).toBe('-2.61')
  })

  test('that are whole have separators', () => {
    expect([0, 999, 1_430_000].map(count)).toEqual(['0', '999', '1,430,000'])
  })

  test('of changes have a sign, and a tenth only below ten', () => {
    expect([6.24, -6.24, 9.96, -24.4, 0.04, -0.04, 1_234].map(change)).toEqual([
      '+6.2',
      '-6.2',
      '+10',
      '-24',
      '0',
      '0',
      '+1,234',
    ])
  })

  test('of ratios are changes in per cent', () => {
    expect([1.37, 1, 0.8, 1.004].map(percent)).toEqual(['+37%', '0%', '-20%', '+0.4%'])
  })

  test('of shares are per cent, of anything else to two figures', () => {
    expect([amount(7.14, { kind: 'share' }), amount(7.14, { kind: 'rate' })]).toEqual([
      '7.1%',
      '7.1',
    ])
    const means = [0, 0.0523, 3, 18.44, 1_437].map((it) => amount(it, { kind: 'rate' }))
    expect(means).toEqual(['0', '0.052', '3.0', '18', '1,400'])
    expect(wholePercent(0.287)).toBe('29%')
    expect(bounds({ low: -3, high: 6, level: 0.95 }, change)).toBe('-3.0 to +6.0')
  })
})

test('words in a row end with "and"', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ])
})
