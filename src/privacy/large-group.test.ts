import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostApart, peopleOfLarge, roundedOfLarge } from './large-group.ts'

const people = fc.integer({ min: 10_000, max: 1_000_000 })
const minimum = fc.integer({ min: 3, max: 10 })
const part = fc.double({ min: 0, max: 1, noNaN: true })

describe('a figure of a large group', () => {
  test.each([
    ['a mean of ten thousand', 2.6149, 12 * 2.6, [10_000], 2.6],
    ['a difference of two means', 0.0312, 12 * 2.6, [20_000, 20_000], 0.05],
    ['a small share', 0.4713, 100, [10_000], 0.5],
    ['a ratio of a million', 1.01934, 12, [1_000_000, 1_000_000], 1.0194],
    ['one beside a group that is looked at', 1.01934, 12, [900], 1.01934],
  ])('is rounded: %s', (_, value, most, of, shown) => {
    expect(roundedOfLarge(value, most, { minimum: 5, people: of })).toBe(shown)
  })

  test.each(['rate', 'share'] as const)(
    'leaves open what a few did: with a %s, nothing and the most and all between give the same step or the next',
    (kind) => {
      fc.assert(
        fc.property(people, minimum, part, part, (n, least, where, extreme) => {
          const few = least - 1
          const others = kind === 'share' ? 100 * where : 0.1 + 9.9 * where
          const most = mostApart(kind, others)
          const shown = (theirs: number) =>
            roundedOfLarge((others * (n - few) + theirs * few) / n, most, {
              minimum: least,
              people: [n],
            })
          const without = roundedOfLarge(others, most, { minimum: least, people: [n] })
          const [none, some, all] = [0, extreme * most, most].map(shown) as [number, number, number]
          const steps = [none, some, all, without].map(
            (it) => it / stepNear(others, most, least, n),
          )
          expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(1.001)
        }),
        { numRuns: 25 },
      )
    },
  )

  test('tells its people to two digits', () => {
    expect([9_999, 10_004, 10_499, 123_456].map(peopleOfLarge)).toEqual([
      9_999, 10_000, 10_000, 120_000,
    ])
  })
})

/** How far two neighbouring roundings lie apart. */
function stepNear(value: number, most: number, least: number, n: number): number {
  const round = (it: number) => roundedOfLarge(it, most, { minimum: least, people: [n] })
  const first = round(value)
  for (let by = 1e-7; ; by *= 1.05)
    if (round(value + by) !== first) return round(value + by) - first
}
