import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { mean } from './mean.ts'

test.each(fixture<{ x: number[]; expected: { mean: number } }>('descriptives'))(
  'the mean is that of R: $name',
  ({ x, expected }) => expectClose(mean(x), expected.mean, 1e-14),
)

test('adding a constant moves the mean by as much', () => {
  const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 })
  fc.assert(
    fc.property(values, (values) => {
      expectClose(mean(values.map((value) => value + 1e9)), mean(values) + 1e9, 1e-15)
    }),
  )
})

test('no values have no mean', () => {
  expect(() => mean([])).toThrow(RangeError)
})
