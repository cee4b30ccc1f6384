import fc from 'fast-check'
import { expect, test } from 'vitest'
import { showsQuantile } from './shows-quantile.ts'

const behind = { people: 40, values: 200, most: 20, below: 25, above: 12 }

test('a quantile is shown of 20 people at least, with a minimum group on either side', () => {
  expect(showsQuantile(behind, 5)).toBe(true)
  expect(showsQuantile({ ...behind, people: 19 }, 5)).toBe(false)
  expect(showsQuantile({ ...behind, above: 4 }, 5)).toBe(false)
  expect(showsQuantile({ ...behind, below: 4 }, 5)).toBe(false)
})

test('a quantile is not shown where one person has more than one of a minimum group would', () => {
  expect(showsQuantile({ ...behind, most: 40 }, 5)).toBe(true)
  expect(showsQuantile({ ...behind, most: 41 }, 5)).toBe(false)
})

test('whoever is left out, their values alone do not carry the median past all others', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(sizes, fc.constantFrom(3, 5, 8), (all, minimum) => {
      const values = all.reduce((sum, size) => sum + size, 0)
      const most = Math.max(...all)
      const asked = { people: all.length, values, most, below: all.length, above: all.length }
      if (!showsQuantile(asked, minimum)) return
      expect(all.length).toBeGreaterThanOrEqual(20)
      expect(values - most).toBeGreaterThan(values / 2)
    }),
    { numRuns: 25 },
  )
})
