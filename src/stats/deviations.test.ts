import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviations } from './deviations.ts'

test('deviations sum to 0 and are the same at any offset', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 })
  fc.assert(
    fc.property(values, (values) => {
      const plain = deviations(values)
      const moved = deviations(values.map((value) => value + 1e12))
      expect(plain.reduce((sum, deviation) => sum + deviation, 0)).toBeCloseTo(0, 9)
      plain.forEach((deviation, i) => {
        expect(moved[i]).toBeCloseTo(deviation, 9)
      })
    }),
  )
})

test('no values have no deviations', () => {
  expect([...deviations([])]).toEqual([])
})
