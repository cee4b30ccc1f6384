import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOf } from './shares.ts'
import { type Part, shownShares } from './shown-shares.ts'

/** Which of the parts are shown of a whole that they make up. */
function shownOf(parts: Part[], minimum = 5, open = parts.map(() => true)): boolean[] {
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0)
  const whole = { count: sum(({ count }) => count), of: sum(({ of }) => of) }
  return shownShares(parts, { whole, open, minimum })
}

test('a share is shown if as many as the minimum make it, and do not', () => {
  expect(
    shownOf([
      { count: 10, of: 20 },
      { count: 8, of: 30 },
    ]),
  ).toEqual([true, true])
})

test('beside one that is hidden the next-smallest is hidden too, where it would follow', () => {
  expect(
    shownOf([
      { count: 3, of: 40 },
      { count: 10, of: 20 },
      { count: 15, of: 30 },
    ]),
  ).toEqual([false, false, true])
})

test('a part that may not be spoken of is hidden, and counts among what is left', () => {
  const parts = [
    { count: 10, of: 20 },
    { count: 3, of: 6 },
    { count: 15, of: 30 },
  ]
  expect(shownOf(parts, 5, [true, false, true])).toEqual([false, false, true])
})

const part = fc
  .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }))
  .map(([count, others]) => ({ count, of: count + others }))

test('whatever the parts, too few are neither shown nor left over', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.constantFrom(3, 5), (parts, minimum) => {
      const shown = shownOf(parts, minimum)
      const hidden = parts.filter((_, place) => !shown[place])
      for (const side of [(it: Part) => it.count, (it: Part) => it.of - it.count]) {
        for (const it of parts.filter((_, place) => shown[place]))
          expect(side(it)).toBeGreaterThanOrEqual(minimum)
        const left = hidden.reduce((sum, it) => sum + side(it), 0)
        // with all of them hidden there is nothing to subtract
        if (hidden.length < parts.length) expect(left === 0 || left >= minimum).toBe(true)
      }
    }),
  )
})

test('how many use it is told to 5, so that none can be taken off how many a cohort of users has', () => {
  const showing = { open: true, shown: true, minimum: 5 }
  expect(shareOf({ count: 131, of: 300 }, showing)).toMatchObject({ people: 130, estimate: 0.44 })
})
