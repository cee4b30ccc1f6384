import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownParts } from './shown-parts.ts'

const parts = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 })
const minimum = fc.integer({ min: 3, max: 12 })

describe('which parts of a whole may be shown', () => {
  test.each([
    ['6 = 4 + 2 hides both', [4, 2], [false, false]],
    ['12 = 9 + 3 hides both', [9, 3], [false, false]],
    ['14 = 9 + 5 shows both', [9, 5], [true, true]],
    [
      '173 = 100 + 50 + 20 + 3 hides the 3 and the next-smallest',
      [100, 50, 20, 3],
      [true, true, false, false],
    ],
    [
      'two small parts that hide one another leave the others alone',
      [100, 3, 3],
      [true, false, false],
    ],
    ['an empty part hides nothing but itself', [40, 0], [true, false]],
    ['one whole part is shown', [5], [true]],
    ['no part is none', [], []],
  ])('%s', (_, sizes, shown) => {
    expect(shownParts(sizes, 5)).toEqual(shown)
  })

  test('never one of fewer people than the minimum, and nothing follows by subtraction', () => {
    fc.assert(
      fc.property(parts, minimum, (sizes, least) => {
        const shown = shownParts(sizes, least)
        const hidden = sizes.filter((_, i) => !shown[i]).reduce((sum, size) => sum + size, 0)
        expect(sizes.filter((size, i) => shown[i] && size < least)).toEqual([])
        expect(hidden === 0 || hidden >= least || !shown.includes(true)).toBe(true)
      }),
    )
  })

  test('a part is hidden only where it is small or hides a smaller one', () => {
    fc.assert(
      fc.property(parts, minimum, (sizes, least) => {
        const shown = shownParts(sizes, least)
        const small = sizes.filter((size) => size < least).reduce((sum, size) => sum + size, 0)
        if (small === 0 || small >= least) expect(shown).toEqual(sizes.map((size) => size >= least))
      }),
    )
  })
})
