import { expect, test } from 'vitest'
import { expiryOf } from './expiry.ts'

const now = new Date('2026-03-02T12:00:00Z')

test.each([
  ['1d', '2026-03-03T12:00:00.000Z'],
  ['90d', '2026-05-31T12:00:00.000Z'],
  ['2027-01-31', '2027-01-31T00:00:00.000Z'],
])('%s is %s', (text, instant) => {
  expect(expiryOf(text, now).toISOString()).toBe(instant)
})

test.each(['', '0d', '90', '-1d', '1.5d', '2026-02-30', '2026-13-01', '2026-03-02', 'tomorrow'])(
  '"%s" is refused',
  (text) => {
    expect(() => expiryOf(text, now)).toThrow(
      expect.objectContaining({ code: 'invalid_arguments' }),
    )
  },
)
