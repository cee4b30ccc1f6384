import { expect, test } from 'vitest'
import { significant } from './significant.ts'

test.each([
  [2.5831, 2, 2.6],
  [1437, 2, 1400],
  [0.0123456, 3, 0.0123],
  [-18.44, 2, -18],
  [0, 2, 0],
  [Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
])('%d to %d digits is %d', (value, digits, rounded) => {
  expect(significant(value, digits)).toBe(rounded)
})
