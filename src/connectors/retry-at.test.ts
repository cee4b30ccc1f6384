import fc from 'fast-check'
import { expect, test } from 'vitest'
import { retryAt } from './retry-at.ts'

const NOW = new Date('2026-08-20T12:00:00Z')
const ask = (status: number, headers: Record<string, string>) =>
  retryAt(new Response(null, { status, headers }), NOW)?.toISOString()

test('seconds count from now, whatever the clock of the source says', () => {
  const date = 'Thu, 20 Aug 2026 09:00:00 GMT'
  expect(ask(429, { 'retry-after': '30', date })).toBe('2026-08-20T12:00:30.000Z')
  expect(ask(503, { 'retry-after': '0' })).toBe('2026-08-20T12:00:00.000Z')
})

test('a date counts from the date of the answer', () => {
  const after = { 'retry-after': 'Thu, 20 Aug 2026 09:01:00 GMT' }
  expect(ask(429, { ...after, date: 'Thu, 20 Aug 2026 09:00:00 GMT' })).toBe(
    '2026-08-20T12:01:00.000Z',
  )
  expect(ask(429, after)).toBe('2026-08-20T09:01:00.000Z')
})

test('the end of an allowance is an instant, or seconds from now', () => {
  const date = 'Thu, 20 Aug 2026 12:00:00 GMT'
  expect(ask(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1787227260', date })).toBe(
    '2026-08-20T12:01:00.000Z',
  )
  expect(ask(429, { 'ratelimit-reset': '45' })).toBe('2026-08-20T12:00:45.000Z')
})

test('Retry-After counts before the allowance', () => {
  expect(ask(429, { 'retry-after': '5', 'x-ratelimit-reset': '60' })).toBe(
    '2026-08-20T12:00:05.000Z',
  )
})

test.each([
  [200, { 'retry-after': '5' }],
  [403, {}],
  [403, { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '60' }],
  [429, {}],
  [429, { 'retry-after': 'soon' }],
  [429, { 'retry-after': '9'.repeat(30), 'ratelimit-reset': '9'.repeat(30) }],
  [503, { 'x-ratelimit-reset': '60' }],
])('%i with %o asks for no time', (status, headers) => {
  expect(ask(status, headers as Record<string, string>)).toBeUndefined()
})

test('no header makes it fail or name a time that is none', () => {
  const header = fc.stringMatching(/^[ -~]{0,40}$/)
  fc.assert(
    fc.property(header, header, header, (after, reset, date) => {
      const headers = { 'retry-after': after, 'x-ratelimit-reset': reset, date }
      const at = retryAt(new Response(null, { status: 429, headers }), NOW)
      expect(at === undefined || !Number.isNaN(at.getTime())).toBe(true)
    }),
  )
})
