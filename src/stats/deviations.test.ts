import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { deviations } from './deviations.ts'

type Fields = { x: number[]; expected: { deviations: number[] } }

test.each(fixture<Fields>('descriptives'))(
  'deviations from the mean are those of R: $name',
  ({ x, expected }) => {
    const largest = Math.max(...expected.deviations.map(Math.abs))
    deviations(x).forEach((deviation, i) => {
      expectClose(deviation, expected.deviations[i] as number, 1e-12, largest)
    })
  },
)

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
