import fc from 'fast-check'
import { expect, test } from 'vitest'
import { besideRefused } from './beside-refused.ts'

test.each([
  ['of two both are hidden', [20, 30], [true, true], [true, false], [false, false]],
  [
    'of three the smaller of the others',
    [20, 30, 9],
    [true, true, true],
    [true, false, false],
    [false, true, false],
  ],
  [
    'beside one that is hidden already none',
    [20, 30, 4],
    [true, true, false],
    [true, false, false],
    [false, true, false],
  ],
  [
    'two refused hide no other',
    [20, 30, 9],
    [true, true, true],
    [true, true, false],
    [false, false, true],
  ],
  [
    'an empty part hides nothing',
    [20, 30, 0],
    [true, true, false],
    [true, false, false],
    [false, false, false],
  ],
  ['nothing refused leaves all as it is', [20, 3], [true, false], [false, false], [true, false]],
])('%s', (_, sizes, shown, refused, left) => {
  expect(besideRefused(sizes, shown, refused)).toEqual(left)
})

test('a refused part is never the only one that is hidden', () => {
  const part = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean(), fc.boolean())
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const [sizes, shown, refused] = [0, 1, 2].map((i) => parts.map((it) => it[i])) as [
        number[],
        boolean[],
        boolean[],
      ]
      const left = besideRefused(sizes, shown, refused)
      const hidden = left.filter((it) => !it).length
      if (refused.includes(true) && left.includes(true)) expect(hidden).toBeGreaterThan(1)
      expect(left.filter((it, i) => it && (!shown[i] || refused[i]))).toEqual([])
    }),
  )
})
