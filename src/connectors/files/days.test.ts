import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOrderOf, dayOf } from './days.ts'

test.each([
  ['2024-03-01', '2024-03-01'],
  ['2024/3/1', '2024-03-01'],
  ['1.3.2024', '2024-03-01'],
  ['1-Mar-2024', '2024-03-01'],
  ['01 March 2024', '2024-03-01'],
  ['March 1, 2024', '2024-03-01'],
  ['2024-03-01T23:30:00-08:00', '2024-03-01'],
  ['8/19/2021 1:25:31 PM', '2021-08-19'],
  ['3/4/2021 1:25:31 PM', '2021-03-04'],
  ['19/8/2021', '2021-08-19'],
  ['8/19/2021', '2021-08-19'],
  ['5/5/2021', '2021-05-05'],
  ['2024-02-29', '2024-02-29'],
])('%s is the day %s', (text, day) => {
  expect(dayOf(text)).toBe(day)
})

test.each([
  '',
  'soon',
  '3/4/2024',
  '2024-02-30',
  '2023-02-29',
  '1900-02-29',
  '2024-13-01',
  '2024-00-10',
  '31/31/2024',
  '1.13.2024',
  '1-Foo-2024',
  '45352',
  '19-Aug-21',
  '2024-03-01x',
])('%j is no day that can be read in one way only', (text) => {
  expect(dayOf(text)).toBeUndefined()
})

test('the order of day and month is told by the dates that leave no choice', () => {
  expect(dateOrderOf(['3/4/2024', '13/4/2024'])).toBe('dmy')
  expect(dateOrderOf(['3/4/2024', '4/13/2024'])).toBe('mdy')
  expect(dateOrderOf(['3/4/2024'])).toBeUndefined()
  expect(dateOrderOf(['13/4/2024', '4/13/2024'])).toBeUndefined()
  expect(dayOf('3/4/2024', 'dmy')).toBe('2024-04-03')
  expect(dayOf('3/4/2024', 'mdy')).toBe('2024-03-04')
})

test('every day of the calendar reads as itself', () =>
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10)
        expect(dayOf(day)).toBe(day)
      },
    ),
  ))
