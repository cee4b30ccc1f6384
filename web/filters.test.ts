import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filtersOf, pairsOf } from './filters.ts'

test('values of one attribute are one filter, of several attributes several', () => {
  expect(filtersOf(['Level=L4', 'Site=Lisbon', 'Level=L5', 'Level=L4'])).toEqual([
    'Level=L4|L5',
    'Site=Lisbon',
  ])
  expect(pairsOf(['Level=L4|L5', 'Site=a=b'])).toEqual(['Level=L4', 'Level=L5', 'Site=a=b'])
})

test('what is no filter stays as it was written, for the method to refuse', () => {
  expect(filtersOf(pairsOf(['Level', '=x', 'Site=Lisbon']))).toEqual(['Level', '=x', 'Site=Lisbon'])
})

test('filters of different attributes survive being taken apart', () => {
  const word = fc.string({ minLength: 1 }).filter((text) => !/[=|]/.test(text))
  const values = fc.uniqueArray(word, { minLength: 1, maxLength: 4 })
  const filters = fc
    .dictionary(word, values, { noNullPrototype: true })
    .map((byName) => Object.entries(byName).map(([name, own]) => `${name}=${own.join('|')}`))
  fc.assert(
    fc.property(filters, (some) => {
      expect(filtersOf(pairsOf(some))).toEqual(some)
    }),
  )
})
