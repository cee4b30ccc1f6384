import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { jackknife } from './jackknife.ts'
import { variance } from './variance.ts'

type Fields = { full: number; without: number[]; expected: { se: number; df: number } }

test.each(fixture<Fields>('jackknife'))(
  'the error is R’s $call: $name',
  ({ expected, ...given }) => {
    const error = jackknife(given)
    if ('reason' in error) throw new Error(error.reason)
    expectClose(error.se, expected.se)
    expect(error.df).toBe(expected.df)
  },
)

test('for a mean it is the standard error of the mean', () => {
  const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 40 })
  fc.assert(
    fc.property(values, (values) => {
      fc.pre(new Set(values).size > 1)
      const sum = values.reduce((total, value) => total + value, 0)
      const n = values.length
      const without = values.map((value) => (sum - value) / (n - 1))
      const error = jackknife({ full: sum / n, without })
      if ('reason' in error) throw new Error(error.reason)
      expectClose(error.se, Math.sqrt(variance(values) / n))
      expect(error.df).toBe(n - 1)
    }),
  )
})

test.each([
  ['one group', { full: 1, without: [1] }, 'too_few_teams'],
  ['a group without which nothing is left', { full: 1, without: [1, Number.NaN] }, 'too_few_teams'],
  ['nothing at all', { full: Number.NaN, without: [1, 2] }, 'too_few_teams'],
  ['groups that make no difference', { full: 1, without: [1, 1, 1] }, 'constant'],
])('%s: a reason in place of an error', (_, replicates, reason) => {
  expect(jackknife(replicates)).toMatchObject({ reason })
})
