import { expect, test } from 'vitest'
import { secondsText } from './duration-words.ts'

test.each([
  [0, '0 s'],
  [47.6, '48 s'],
  [59.6, '1 min'],
  [125, '2 min 5 s'],
  [3599.7, '1 h'],
  [3780, '1 h 3 min'],
  [7199, '2 h'],
])('%s seconds are %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text)
})
