import { describe, expect, test } from 'vitest'
import { shownCounts } from './shown-counts.ts'

const counts = (...people: number[]) => people.map((n, i) => ({ code: 'abc'[i] ?? '', people: n }))

describe('counts by reason', () => {
  test('join the reasons that hold for few', () => {
    expect(shownCounts(counts(40, 3, 4), 5)).toEqual({
      counts: [{ code: 'a', people: 40 }],
      others: 5,
    })
  })

  test('do not tell by one who was left out, however many they are', () => {
    expect(shownCounts(counts(1_204, 103), 5)).toEqual(shownCounts(counts(1_203, 104), 5))
  })

  test('do not tell of a few even when they are all that is left', () => {
    expect(shownCounts(counts(40, 3, 1), 5)).toEqual(shownCounts(counts(40, 0, 0), 5))
  })
})
