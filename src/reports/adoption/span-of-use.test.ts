import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter } from '../../model/index.ts'
import { spanOfUse } from './span-of-use.ts'

/** Numbers of the weeks of which use is known, with whether they are of use. */
type Weeks = [number: number, used: boolean][]

const packed = (weeks: Weeks) =>
  Uint8Array.from(
    weeks.flatMap(([number, used]) => {
      const both = 2 * number + (used ? 1 : 0)
      return [both >> 8, both & 255]
    }),
  )

const monday = (number: number) => dayAfter('1970-01-05', 7 * number)
const from2900 = (letters: string): Weeks =>
  [...letters].flatMap((letter, i): Weeks => (letter === '?' ? [] : [[2900 + i, letter === 'x']]))

test.each([
  ['xxxx', { adopted: monday(2900), weeks: 4, stopped: false }],
  ['x...xx', { adopted: monday(2904), weeks: 6, stopped: false }],
  ['x..x..', { adopted: monday(2900), weeks: 6, stopped: false }],
  ['xx....xx', { adopted: monday(2900), weeks: 2, stopped: true }],
  ['x..??..x', { adopted: null, weeks: 1, stopped: true }],
  ['x.?????x', { adopted: null, weeks: 8, stopped: false }],
  ['..x', { adopted: null, weeks: 1, stopped: false }],
])('%s, x a week of use, . one without, ? one that is not known', (letters, span) => {
  expect(spanOfUse(packed(from2900(letters)))).toEqual(span)
})

test('the order in which weeks come changes nothing, nor does a week before the first of use', () => {
  const weeks = fc.uniqueArray(fc.tuple(fc.integer({ min: 2800, max: 2860 }), fc.boolean()), {
    selector: ([number]) => number,
    minLength: 1,
  })
  fc.assert(
    fc.property(weeks, (some) => {
      const all: Weeks = [...some, [2870, true]]
      const span = spanOfUse(packed(all.toSorted(([a], [b]) => a - b)))
      expect(spanOfUse(packed(all))).toEqual(span)
      expect(spanOfUse(packed([[2700, false], ...all]))).toEqual(span)
    }),
    { numRuns: 50 },
  )
})
