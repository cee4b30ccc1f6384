import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentages } from './weeks.ts'

test('what rounding leaves over goes to those who lost most', () => {
  expect(percentages([1, 1, 1])).toEqual([0.34, 0.33, 0.33])
  expect(percentages([2, 1, 0])).toEqual([0.67, 0.33, 0])
})

test('shares are whole per cents that add to 1, each within one of the exact', () => {
  const counts = fc
    .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 })
    .filter((all) => all.some((count) => count > 0))
  fc.assert(
    fc.property(counts, (all) => {
      const total = all.reduce((sum, count) => sum + count, 0)
      const shares = percentages(all)
      expect(shares.reduce((sum, share) => sum + Math.round(100 * share), 0)).toBe(100)
      shares.forEach((share, place) => {
        expect(Math.abs(share - (all[place] as number) / total)).toBeLessThan(0.01 + 1e-9)
      })
    }),
  )
})
