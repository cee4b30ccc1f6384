import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeSearch } from '../src/model/index.ts'
import { CohortSearch, PeopleSearch, readSearch } from './search.ts'

const again = (search: object) => readSearch(writeSearch({ ...search }))

test('a question is read as it was written', () => {
  const items = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 })
  const day = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  })
  const question = fc.record(
    {
      attribute: fc.string({ minLength: 1 }),
      cohorts: items,
      across: items,
      compare: fc.constantFrom('cohorts', 'previous', 'organization'),
      team: items,
      filter: items,
      metrics: items,
      from: day.map((date) => date.toISOString().slice(0, 10)),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(question, (asked) => {
      expect(CohortSearch.parse(again(asked))).toEqual(asked)
    }),
  )
})

test('a list stands in the address with commas', () => {
  expect(writeSearch({ attribute: 'Coder', metrics: ['pr_throughput', 'pr_size'] })).toBe(
    '?attribute=Coder&metrics=pr_throughput,pr_size',
  )
})

test('what says nothing does not stand in the address', () => {
  expect(writeSearch({ q: '', page: undefined, filter: [] })).toBe('')
})

test('what cannot be read is as if it were not there', () => {
  expect(PeopleSearch.parse(readSearch('?page=-1&q=ada'))).toEqual({ q: 'ada' })
  expect(CohortSearch.parse(readSearch('?from=yesterday&as_of=never&metrics=[1'))).toEqual({})
})
