import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { samples } from '../../../test/oracle/samples.ts'
import type { Sample } from '../sample.ts'
import { intraclassCorrelation } from './intraclass-correlation.ts'

type Fields = { values: number[]; teams: number[]; expected: number }

test.each(fixture<Fields>('intraclass-correlation'))('it is R’s: $name', (c) => {
  expectClose(answerOf(c), c.expected)
})

test('people all alike within teams that differ are 1', () => {
  expect(intraclassCorrelation({ values: [3, 3, 7, 7], teams: ['a', 'a', 'b', 'b'] })).toBe(1)
})

test.each<[string, Sample, string]>([
  ['everybody alone', { values: [1, 2, 3] }, 'too_few_people'],
  ['one team', { values: [1, 2, 3], teams: [1, 1, 1] }, 'too_few_teams'],
  ['all the same', { values: [2, 2, 2], teams: [1, 1, 2] }, 'constant'],
  ['a value that is none', { values: [1, 2, Infinity], teams: [1, 1, 2] }, 'not_finite'],
])('%s: a reason in place of a number', (_, sample, reason) => {
  expect(intraclassCorrelation(sample)).toMatchObject({ reason })
})

test('it lies from 0 to 1, whatever offset and unit', () => {
  fc.assert(
    fc.property(samples(), ({ values, teams }) => {
      const plain = answerOf({ values, teams })
      expect(plain).toBeGreaterThanOrEqual(0)
      expect(plain).toBeLessThanOrEqual(1)
      const moved = answerOf({ values: values.map((value) => 8 * value + 1e9), teams })
      expectClose(moved, plain, 1e-9, 1)
    }),
  )
})

function answerOf(sample: Sample): number {
  const answer = intraclassCorrelation(sample)
  fc.pre(typeof answer === 'number')
  return answer as number
}
