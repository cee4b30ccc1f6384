import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bitmapOf } from './bitmap.ts'
import { sumsAudit } from './follows-few.ts'
import { inRowSpace } from './row-space.ts'

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** Which of the asked groups the audit refuses, one after another. */
function refused(shown: number[][], asked: number[][], minimum = 5): boolean[] {
  const audit = sumsAudit(shown.map(bitmapOf), asked.map(bitmapOf), minimum)
  return asked.map((_, place) => audit(place))
}

describe('a group is refused that tells of too few', () => {
  test.each([
    ['beside two that leave three of it over', [range(1, 9), range(9, 17)], range(1, 20)],
    ['beside two of which it holds all but three', [range(1, 20), range(1, 9)], range(9, 17)],
    ['beside two that share two people', [range(1, 9), range(7, 20)], range(1, 20)],
    ['beside three others', [range(1, 9), range(9, 17), range(17, 25)], range(1, 29)],
    [
      'twice',
      [
        [...range(1, 9), 9],
        [...range(9, 17), 17],
      ],
      range(1, 17),
    ],
  ])('%s', (_, shown, asked) => {
    expect(refused(shown, [asked])).toEqual([true])
  })

  test.each([
    ['leaves five over', [range(1, 9), range(9, 17)], range(1, 22)],
    ['is made of others', [range(1, 9), range(9, 17)], range(1, 17)],
    ['has one who came and one who went', [range(1, 9)], range(2, 10)],
    ['has nothing to do with them', [range(1, 9), range(9, 17)], range(20, 30)],
  ])('but not one that %s', (_, shown, asked) => {
    expect(refused(shown, [asked])).toEqual([false])
  })

  test('and the last of several that are asked for at once', () => {
    expect(refused([], [range(1, 9), range(9, 17), range(1, 20)])).toEqual([false, false, true])
  })

  test('and not because of what followed before', () => {
    const shown = [range(1, 20), range(1, 18)]
    expect(refused(shown, [range(30, 40)])).toEqual([false])
  })
})

test('it refuses just what lets too few follow that did not follow before', () => {
  const group = fc.subarray(range(1, 9), { minLength: 1 })
  fc.assert(
    fc.property(
      fc.array(group, { maxLength: 4 }),
      fc.array(group, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 3, max: 5 }),
      (shown, asked, minimum) => {
        const known = [...shown]
        const expected = asked.map((one) => {
          const [before, after] = [known, [...known, one]]
          const tells =
            fewer(minimum).some((few) => follows(after, few) && !follows(before, few)) ||
            twos([...shown, ...asked], minimum).some(
              (two) =>
                about(after, two) > about(before, two) &&
                !known.some((other) => differ(one, other).every((id) => two.includes(id))),
            )
          if (!tells) known.push(one)
          return tells
        })
        expect(refused(shown, asked, minimum)).toEqual(expected)
      },
    ),
    { numRuns: 25 },
  )
})

test('two hundred groups of two hundred people are audited in a second', () => {
  const some = (seed: number) =>
    range(1, 500).filter((id) => ((id + 31) * (seed + 7919) ** 2) % 10_007 < 4_000)
  const started = performance.now()
  const shown = range(1, 201).map((seed) => bitmapOf(some(seed)))
  expect(sumsAudit(shown, [bitmapOf(some(500))], 5)(0)).toBe(false)
  expect(performance.now() - started).toBeLessThan(1_000)
})

/** All groups of at least one and fewer than so many of eight people. */
function fewer(minimum: number): number[][] {
  return range(1, 256)
    .map((bits) => range(1, 9).filter((id) => bits & (1 << (id - 1))))
    .filter(({ length }) => length < minimum)
}

/** Two parts at a time, of fewer people than so many, of whom no group holds only some. */
function twos(groups: readonly number[][], minimum: number): number[][] {
  const parts = Map.groupBy(range(1, 9), (id) => groups.map((group) => group.includes(id)).join())
  const all = [...parts.values()]
  return all
    .flatMap((a, nth) => all.slice(nth + 1).map((b) => [...a, ...b]))
    .filter(({ length }) => length < minimum)
}

/** In how many ways something follows that is about some people alone. */
function about(groups: readonly number[][], people: readonly number[]): number {
  const others = groups.map((group) => group.filter((id) => !people.includes(id)))
  return rank(groups) - rank(others)
}

function rank(groups: readonly number[][]): number {
  const independent: number[][] = []
  for (const group of groups) if (!follows(independent, group)) independent.push(group)
  return independent.length
}

function differ(a: readonly number[], b: readonly number[]): number[] {
  return range(1, 9).filter((id) => a.includes(id) !== b.includes(id))
}

function follows(groups: readonly number[][], few: readonly number[]): boolean {
  const vector = (ids: readonly number[]) => range(1, 9).map((id) => (ids.includes(id) ? 1 : 0))
  return inRowSpace(groups.map(vector), vector(few))
}
