import { expect, test } from 'vitest'
import { bounds, change, figures, wholePercent } from './numbers.ts'

test.each([
  [0, '0'],
  [2.614, '2.61'],
  [18.44, '18.4'],
  [1430.4, '1,430'],
  [0.01234, '0.0123'],
])('%s is written as %s', (value, text) => {
  expect(figures(value)).toBe(text)
})

test('a change has its sign, none has none', () => {
  expect([6.41, -12.3, 0, -0.01, 1165].map(change)).toEqual(['+6.4', '-12', '0', '0', '+1,165'])
})

test('a share is in whole per cent, an interval in two numbers', () => {
  expect(wholePercent(0.4567)).toBe('46%')
  expect(bounds({ low: -2, high: 10, level: 0.95 }, change)).toBe('-2 to +10')
})
