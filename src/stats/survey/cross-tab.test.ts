import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { type CrossTab, crossTab } from './cross-tab.ts'
import { fisher } from './fisher.ts'

type Fields = { table: number[][]; expected: CrossTab }

test.each(fixture<Fields>('cross-tab'))('the test is R’s $call: $name', ({ table, expected }) => {
  const answer = answerOf(table)
  const { test, options, df, n_people } = expected
  expect(answer).toMatchObject({ test, options, df, n_people })
  expectClose(answer.p, expected.p)
  expectClose(answer.chi_squared, expected.chi_squared, 1e-9, expected.chi_squared || 1)
  expectClose(answer.cramers_v, expected.cramers_v, 1e-9, expected.cramers_v || 1)
})

test.each<[string, number[][], string]>([
  ['no cohort', [], 'too_few_people'],
  ['one cohort', [[4, 5]], 'too_few_people'],
  [
    'a second cohort without answers',
    [
      [4, 5],
      [0, 0],
    ],
    'too_few_people',
  ],
  [
    'all chose the same option',
    [
      [4, 0],
      [5, 0],
    ],
    'constant',
  ],
  [
    'three cohorts with few answers',
    [
      [1, 2],
      [2, 1],
      [3, 0],
    ],
    'too_few_people',
  ],
])('%s: a reason in place of a number', (_, table, reason) => {
  expect(crossTab(table)).toMatchObject({ reason })
})

test('a count below 0 or none at all is refused', () => {
  expect(() =>
    crossTab([
      [1, -1],
      [2, 3],
    ]),
  ).toThrow(RangeError)
  expect(() =>
    crossTab([
      [1, Number.NaN],
      [2, 3],
    ]),
  ).toThrow(RangeError)
})

test('every option is in one group and groups keep the order; V lies from 0 to 1, p too', () => {
  fc.assert(
    fc.property(tables(), (table) => {
      const answer = answerOf(table)
      const places = answer.options.flat()
      const chosen = (table[0] as number[])
        .map((_, option) => option)
        .filter((option) => table.some((row) => (row[option] as number) > 0))
      expect(places).toEqual(chosen)
      expect(answer.cramers_v).toBeLessThanOrEqual(1 + 1e-12)
      expect(answer.p).toBeGreaterThanOrEqual(0)
      expect(answer.p).toBeLessThanOrEqual(1)
    }),
  )
})

test('the order of the cohorts changes nothing, and ten times the answers leave V', () => {
  fc.assert(
    fc.property(tables(), (table) => {
      const answer = answerOf(table)
      expectClose(answerOf(table.toReversed()).p, answer.p, 1e-9, 1)
      const tenfold = answerOf(table.map((row) => row.map((count) => 10 * count)))
      if (tenfold.options.length === answer.options.length)
        expectClose(tenfold.cramers_v, answer.cramers_v, 1e-9, 1)
    }),
  )
})

test('Fisher’s chance is the same for the table turned over or on its side', () => {
  const count = fc.nat(60)
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      const p = fisher([
        [a, b],
        [c, d],
      ])
      expect(p).toBeGreaterThan(0)
      expect(p).toBeLessThanOrEqual(1)
      expectClose(
        fisher([
          [a, c],
          [b, d],
        ]),
        p,
      )
      expectClose(
        fisher([
          [d, c],
          [b, a],
        ]),
        p,
      )
    }),
  )
})

function tables(): fc.Arbitrary<number[][]> {
  const row = fc.array(fc.nat(30), { minLength: 4, maxLength: 4 })
  return fc.array(row, { minLength: 2, maxLength: 3 })
}

function answerOf(table: number[][]): CrossTab {
  const answer = crossTab(table)
  fc.pre(!('reason' in answer))
  return answer as CrossTab
}
