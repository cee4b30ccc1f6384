import { expect, test } from 'vitest'
import { USAGE_LEVELS } from '../../model/index.ts'
import { cohortsOf } from './cohorts-of.ts'

const namesOf = (...values: string[]) =>
  cohortsOf({ id: 1, name: 'Coder usage', values }, []).map(({ name }) => name)

test('classes of use are held against none, and not against those of whom it is unknown', () => {
  expect(namesOf(...USAGE_LEVELS)).toEqual(['daily', 'weekly', 'monthly', 'none'])
  expect(namesOf('no account', 'daily', 'none')).toEqual(['daily', 'none'])
  expect(namesOf('account', 'suspended', 'no account')).toEqual(['account', 'no account'])
})

test('other attributes, and too few classes, have a cohort of each value', () => {
  expect(namesOf('daily', 'weekly', 'yearly')).toEqual(['daily', 'weekly', 'yearly'])
  expect(namesOf('weekly', 'no account')).toEqual(['weekly', 'no account'])
})
