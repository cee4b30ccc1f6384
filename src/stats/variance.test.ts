import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { variance } from './variance.ts'

test.each(fixture<{ x: number[]; expected: { variance: number } }>('descriptives'))(
  'the variance is that of R: $name',
  ({ x, expected }) => expectClose(variance(x), expected.variance, 1e-12),
)

test('an offset changes nothing, a factor changes it by its square', () => {
  const values = fc.array(fc.integer({ min: -1e4, max: 1e4 }), { minLength: 2 })
  fc.assert(
    fc.property(values, (values) => {
      const plain = variance(values)
      expectClose(variance(values.map((value) => value + 1e9)), plain)
      expectClose(variance(values.map((value) => value * 3)), plain * 9)
    }),
  )
})

test('one value has no variance', () => {
  expect(() => variance([1])).toThrow(RangeError)
})
