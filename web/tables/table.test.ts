import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvOf, markdownOf } from './table.ts'

const table = {
  title: 'T',
  columns: ['cohort', 'estimate'],
  rows: [
    ['a|b', 2.6141],
    ['c', null],
  ],
}

test('CSV keeps every digit and leaves what is not known empty', () => {
  expect(csvOf(table)).toBe('cohort,estimate\r\na|b,2.6141\r\nc,\r\n')
})

test('a reader of CSV gets back the words that were put in', () => {
  const words = fc.array(
    fc.string({ minLength: 1 }).filter((text) => !/^[=+\-@\t\r]/.test(text)),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  fc.assert(
    fc.property(words, (row) => {
      expect(parse(csvOf({ title: '', columns: row, rows: [] }))).toEqual([row])
    }),
  )
})

test('no word in a CSV file is a formula, a negative number is a number', () => {
  expect(csvOf({ title: '', columns: ['=1+1', '@x'], rows: [['-danger', -1.5]] })).toBe(
    "'=1+1,'@x\r\n'-danger,-1.5\r\n",
  )
})

test('Markdown is read as a table of the same cells', () => {
  expect(markdownOf(table)).toBe('| cohort | estimate |\n| --- | --: |\n| a\\|b | 2.61 |\n| c |  |')
})
