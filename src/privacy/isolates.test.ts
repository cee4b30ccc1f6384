import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bitmapOf, idsOf } from './bitmap.ts'
import { isolates } from './isolates.ts'

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 })
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

describe('two groups', () => {
  test.each([
    ['one of 10 beside one of 9 of them', range(1, 11), range(2, 11), true],
    ['the other way round', range(2, 11), range(1, 11), true],
    ['one of 14 beside one of 10 of them', range(1, 15), range(1, 11), true],
    ['one of 15 beside one of 10 of them', range(1, 16), range(1, 11), false],
    ['the same people', range(1, 11), range(1, 11), false],
    ['one who came and one who went', range(1, 11), range(2, 12), false],
    ['nobody beside four', [], range(1, 5), true],
    ['ids far apart', [...range(1, 11), 100_000], range(1, 11), true],
  ])('%s', (_, a, b, found) => {
    expect(isolates(bitmapOf(a), bitmapOf(b), 5)).toBe(found)
  })

  test('as by sets, whatever the groups', () => {
    fc.assert(
      fc.property(
        ids,
        ids,
        fc.integer({ min: 3, max: 9 }),
        fc.boolean(),
        (a, more, least, nest) => {
          const b = nest ? [...new Set([...a, ...more.slice(0, 6)])] : more
          const [onlyA, onlyB] = [
            a.filter((id) => !b.includes(id)),
            b.filter((id) => !a.includes(id)),
          ]
          const nested = onlyA.length === 0 || onlyB.length === 0
          const apart = onlyA.length + onlyB.length
          expect(isolates(bitmapOf(a), bitmapOf(b), least)).toBe(
            nested && apart > 0 && apart < least,
          )
        },
      ),
    )
  })

  test('a bitmap holds its ids and nothing else', () => {
    fc.assert(
      fc.property(ids, (some) => {
        expect(idsOf(bitmapOf(some))).toEqual(some.toSorted((a, b) => a - b))
        expect(bitmapOf(some.toReversed())).toEqual(bitmapOf(some))
      }),
    )
  })
})
