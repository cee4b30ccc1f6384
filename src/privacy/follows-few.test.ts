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

test('it refuses just what lets a sum over too few follow that did not follow before', () => {
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
          const tells = fewer(minimum).some((few) => follows(after, few) && !follows(before, few))
          if (!tells) known.push(one)
          return tells
        })
        expect(refused(shown, asked, minimum)).toEqual(expected)
      },
    ),
    { numRuns: 25 },
  )
})

test('a hundred groups of a thousand people are audited in a second', () => {
  const some = (seed: number) =>
    range(1, 2_000).filter((id) => ((id + 31) * (seed + 7919) ** 2) % 10_007 < 4_900)
  const started = performance.now()
  const audit = sumsAudit(
    range(1, 100).map((seed) => bitmapOf(some(seed))),
    [bitmapOf(some(500))],
    5,
  )
  audit(0)
  expect(performance.now() - started).toBeLessThan(1_000)
})

/** All groups of at least one and fewer than so many of eight people. */
function fewer(minimum: number): number[][] {
  return range(1, 256)
    .map((bits) => range(1, 9).filter((id) => bits & (1 << (id - 1))))
    .filter(({ length }) => length < minimum)
}

function follows(groups: readonly number[][], few: readonly number[]): boolean {
  const vector = (ids: readonly number[]) => range(1, 9).map((id) => (ids.includes(id) ? 1 : 0))
  return inRowSpace(groups.map(vector), vector(few))
}
