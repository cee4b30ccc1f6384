import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownCount, shownPartSize, shownSize, shownTeams } from './shown-size.ts'

const people = fc.integer({ min: 0, max: 300 })
const minimum = fc.integer({ min: 3, max: 12 })

describe('sizes', () => {
  test('four people are shown as nobody is', () => {
    expect([0, 1, 4].map((n) => shownSize(n, 5))).toEqual([null, null, null])
  })

  test('are rounded to 5 below 100', () => {
    expect([5, 7, 8, 97, 98, 99, 100, 101, 1234].map((n) => shownSize(n, 5))).toEqual([
      5, 5, 10, 95, 100, 100, 100, 101, 1234,
    ])
  })

  test('of a part differ from its whole by nobody or by the minimum at least', () => {
    fc.assert(
      fc.property(people, people, minimum, (a, b, least) => {
        const [part, whole] = [Math.min(a, b), Math.max(a, b)]
        const shown = shownPartSize(part, whole, least)
        if (whole - part < least) expect(shown).toBe(shownSize(whole, least))
        else expect(shown).toBe(shownSize(part, least))
      }),
    )
  })
})

test('counts are to 5 at any size', () => {
  expect([0, 4, 6, 98, 101, 131, 1234].map((n) => shownCount(n, 5))).toEqual([
    null,
    null,
    5,
    100,
    100,
    130,
    1235,
  ])
})

describe('teams', () => {
  test('are told to 5 below 100, fewer than ten never as ten', () => {
    expect([0, 3, 5, 9, 10, 12, 13, 21, 99, 100, 131].map(shownTeams)).toEqual([
      0, 3, 5, 5, 10, 10, 15, 20, 100, 100, 131,
    ])
  })

  test('are never more than the people who are told of', () => {
    fc.assert(
      fc.property(people, people, (a, b) => {
        const told = shownSize(Math.max(a, b), 5)
        if (told !== null) expect(shownTeams(Math.min(a, b))).toBeLessThanOrEqual(told)
      }),
    )
  })
})
