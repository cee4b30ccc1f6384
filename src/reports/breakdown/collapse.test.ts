import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collapse } from './collapse.ts'

test('values of few people become one line of the minimum of people at least, or there is none', () => {
  const spells = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 40 }), place: fc.integer({ min: 0, max: 6 }) }),
  )
  fc.assert(
    fc.property(spells, fc.constantFrom(3, 5), (all, minimum) => {
      const lines = collapse(['a', 'b', 'c', 'd', 'e', 'f', 'g'], all, minimum)
      const sizes = lines.map(
        ({ places }) => new Set(all.flatMap(({ id, place }) => (places.has(place) ? id : []))).size,
      )
      expect(lines.flatMap(({ places }) => [...places]).toSorted()).toEqual(
        [...new Set(all.map(({ place }) => place))].toSorted(),
      )
      if (new Set(all.map(({ id }) => id)).size >= minimum)
        for (const size of sizes) expect(size).toBeGreaterThanOrEqual(minimum)
    }),
  )
})
