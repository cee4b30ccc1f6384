import { expect, test } from 'vitest'
import { strataAgainst } from './strata-against.ts'

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
