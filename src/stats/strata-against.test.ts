import { expect, test } from 'vitest'
import { fixture, large } from '../../test/oracle/fixture.ts'
import type { StratifiedSample } from './comparable.ts'
import { type StrataAgainst, strataAgainst } from './strata-against.ts'

type Fields = { x?: StratifiedSample; y?: StratifiedSample; expected: StrataAgainst }

test.each(fixture<Fields>('strata-against'))(
  'as many strata differ the other way as in R: $name',
  ({ x = largeSide((i) => i % 17 < 8), y = largeSide((i) => i % 17 >= 8), expected }) => {
    expect(strataAgainst(x, y)).toEqual(expected)
  },
)

/** Those of 50,000 people in 13 strata who are on a side, by their number from 1. */
function largeSide(isIn: (person: number) => boolean): StratifiedSample {
  const people = large(50_000, 104729).map((value, i) => ({ value, stratum: `${(i + 1) % 13}` }))
  const some = people.filter((_, i) => isIn(i + 1))
  return { values: some.map(({ value }) => value), strata: some.map(({ stratum }) => [stratum]) }
}

/** So many people of each stratum with a value. */
function sample(...groups: [stratum: string, people: number, value: number][]) {
  const all = groups.flatMap(([stratum, people, value]) =>
    Array.from({ length: people }, () => ({ stratum, value })),
  )
  return { values: all.map(({ value }) => value), strata: all.map(({ stratum }) => [stratum]) }
}

test('counts where people who are alike differ the other way', () => {
  const x = sample(['senior', 20, 9], ['junior', 5, 1])
  expect(strataAgainst(x, sample(['senior', 5, 10], ['junior', 20, 2]))).toEqual({
    strata: 2,
    against: 2,
  })
  expect(strataAgainst(x, sample(['senior', 5, 8], ['junior', 20, 2]))).toEqual({
    strata: 2,
    against: 1,
  })
})

test('leaves out strata of too few, and those without a difference', () => {
  const x = sample(['senior', 20, 9], ['junior', 4, 1], ['middle', 5, 3])
  const y = sample(['senior', 5, 10], ['junior', 20, 2], ['middle', 5, 3])
  expect(strataAgainst(x, y)).toEqual({ strata: 2, against: 1 })
})
