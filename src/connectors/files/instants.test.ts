import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from './instants.ts'

test.each([
  ['2024-03-01T09:00:00Z', '2024-03-01T09:00:00.000Z'],
  ['2024-03-01T09:00:00.5Z', '2024-03-01T09:00:00.500Z'],
  ['2024-03-01T09:00:00.123456789Z', '2024-03-01T09:00:00.123Z'],
  ['2025-11-30T22:59:59.999999Z', '2025-11-30T22:59:59.999Z'],
  ['2024-03-01T09:00:00+02:00', '2024-03-01T07:00:00.000Z'],
  ['2024-03-01T09:00:00-0530', '2024-03-01T14:30:00.000Z'],
  ['2024-03-01 09:00', '2024-03-01T09:00:00.000Z'],
  ['2024-03-01 09:00:00 UTC', '2024-03-01T09:00:00.000Z'],
  ['2016/04/04 00:24:13', '2016-04-04T00:24:13.000Z'],
  ['2024-03-01', '2024-03-01T00:00:00.000Z'],
  ['8/19/2021 1:25:31 PM', '2021-08-19T13:25:31.000Z'],
  ['12/31/2023 12:00:01 AM', '2023-12-31T00:00:01.000Z'],
  ['1709283600000', '2024-03-01T09:00:00.000Z'],
])('%s is the instant %s', (text, instant) => {
  expect(instantOf(text)).toBe(instant)
})

test.each(['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z', 'Never logged in', 'never', '-'])(
  '%s says never',
  (text) => {
    expect(instantOf(text)).toBeNull()
  },
)

test.each([
  '',
  'yesterday',
  '2024-02-30T09:00:00Z',
  '2024-03-01T24:00:00Z',
  '2024-03-01T09:60:00Z',
  '2024-03-01T09:00:61Z',
  '13/8/2021 13:25:31 PM',
  '3/4/2024 09:00',
  '2024-03-01T09:00:00.Z',
  '2024-03-01T09:00:00.1234567890Z',
  '1709283600',
  '9999-12-31T23:59:59-01:00',
])('%j is no instant', (text) => {
  expect(instantOf(text)).toBeUndefined()
})

test('any instant comes back with milliseconds, however many digits it is written with', () =>
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0002-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      fc.stringMatching(/^\d{0,6}$/),
      (date, digits) => {
        const iso = date.toISOString()
        expect(instantOf(iso.replace('Z', `${digits}Z`))).toBe(iso)
      },
    ),
  ))
