import { expect, test } from 'vitest'
import { orderOf } from './order.ts'

const cohorts = (...all: string[][]) => all.map((values) => ({ name: values.join('|'), values }))

test('levels of use stand in their order, whatever that of the question', () => {
  expect(orderOf(cohorts(['daily'], ['none'], ['weekly', 'monthly']))).toEqual([1, 2, 0])
})

test('values with a number stand in the order of the numbers', () => {
  expect(orderOf(cohorts(['L10'], ['L4', 'L5'], ['L1']))).toEqual([2, 1, 0])
})

test('there is no order among names, among groups that overlap, and where one value has none', () => {
  expect(orderOf(cohorts(['US'], ['EU'], ['IN']))).toBeNull()
  expect(orderOf(cohorts(['L1', 'L4'], ['L2'], ['L5']))).toBeNull()
  expect(orderOf(cohorts(['none'], ['weekly'], ['no account']))).toBeNull()
  expect(orderOf(cohorts(['none'], ['L2'], ['L3']))).toBeNull()
  expect(orderOf(cohorts(['2020 to 2022'], ['2023'], ['2024']))).toBeNull()
})

test('the order that somebody gave the options comes before any other', () => {
  const words = ['Junior', 'Senior', 'Staff', 'L1', 'L2']
  expect(orderOf(cohorts(['Staff'], ['Junior'], ['Senior']), words)).toEqual([1, 2, 0])
  expect(orderOf(cohorts(['L2'], ['L1'], ['Staff']), words)).toEqual([2, 1, 0])
  expect(orderOf(cohorts(['Junior', 'Staff'], ['Senior']), words)).toBeNull()
  expect(orderOf(cohorts(['Junior'], ['Intern'], ['Senior']), words)).toBeNull()
})
