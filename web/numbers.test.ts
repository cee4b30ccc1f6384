import { expect, test } from 'vitest'
import { bounds, figures, percent, signed, wholePercent } from './numbers.ts'

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
  expect([0.064, -0.12, 0, -0.0001].map(percent)).toEqual(['+6.4%', '-12%', '0%', '0%'])
  expect([0.71, -0.3, 0].map(signed)).toEqual(['+0.71', '-0.30', '0'])
})

test('a share is in whole per cent, an interval in two numbers', () => {
  expect(wholePercent(0.4567)).toBe('46%')
  expect(bounds({ low: -0.02, high: 0.1, level: 0.95 }, percent)).toBe('-2% to +10%')
})
