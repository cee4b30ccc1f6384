import fc from 'fast-check'
import { expect, test } from 'vitest'
import { observe } from './observe.ts'

const rows = fc.array(
  fc.record({
    id: fc.nat(9),
    step: fc.nat(12),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    value: fc.option(fc.integer({ min: -9, max: 9 })),
  }),
  { maxLength: 60 },
)

test('whatever is observed is known, of somebody who is known and has enough of it', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(1, 2), fc.nat(9), (all, least, stranger) => {
      const columns = {
        id: all.map(({ id }) => id),
        step: all.map(({ step }) => step),
        share: all.map(({ share }) => share),
        value: all.map(({ value }) => value),
      }
      const { units, unit, step, share, value } = observe(
        columns,
        (id) => (id === stranger ? undefined : { id, team: null, stratum: '' }),
        least,
      )
      const told = [...unit].map((place, i) => [units[place]?.id, step[i], share[i], value[i]])
      const known = all.filter(({ id, value }) => value !== null && id !== stranger)
      const enough = known.filter(({ id }) => known.filter((it) => it.id === id).length >= least)
      expect(told).toEqual(enough.map((it) => [it.id, it.step, 100 * it.share, it.value]))
      expect(new Set(units.map(({ id }) => id))).toEqual(new Set(enough.map(({ id }) => id)))
    }),
    { numRuns: 25 },
  )
})
