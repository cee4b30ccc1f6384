import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../stats/random.ts'
import { outOfOrder } from './out-of-order.ts'

test('nothing is lost or added, whatever the share', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.double({ min: 0, max: 1, noNaN: true }), (items, share) => {
      const shuffled = [...outOfOrder(items, share, random(1))]
      expect(shuffled.toSorted()).toEqual(items.toSorted())
    }),
  )
})

test('a share of nought leaves the order, another one lets some come later', () => {
  const items = Array.from({ length: 1000 }, (_, i) => i)
  expect([...outOfOrder(items, 0, random(1))]).toEqual(items)
  const late = [...outOfOrder(items, 0.02, random(1))].filter(
    (item, i, all) => item < (all[i - 1] ?? 0),
  )
  expect(late.length).toBeGreaterThan(5)
  expect(late.length).toBeLessThan(40)
})
