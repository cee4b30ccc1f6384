import { describe, expect, test } from 'vitest'
import { doubled, keepsOut, spreadOf } from './kept-out.ts'

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const spread = (all: number[], often = all) => spreadOf(doubled(all, often))

describe('two sums of several numbers', () => {
  test.each([
    ['of which one lacks three', spread(range(1, 21)), spread(range(4, 21)), true],
    ['of which one lacks five', spread(range(1, 21)), spread(range(6, 21)), false],
    ['of the same people', spread(range(1, 21)), spread(range(1, 21)), false],
    ['of which each lacks some', spread(range(1, 21)), spread(range(2, 22)), false],
    [
      'of which one lacks who is seldom there',
      spread(range(1, 21), range(4, 21)),
      spread(range(4, 21)),
      false,
    ],
    [
      'with others who are seldom in both',
      spread(range(1, 31), range(1, 21)),
      spread(range(4, 31), range(4, 21)),
      true,
    ],
    [
      'of which one lacks two, and four who are seldom there',
      spread(range(1, 21), range(1, 17)),
      spread(range(1, 15)),
      false,
    ],
  ])('%s', (_, a, b, found) => {
    expect(keepsOut(a, b, 5)).toBe(found)
    expect(keepsOut(b, a, 5)).toBe(found)
  })
})
