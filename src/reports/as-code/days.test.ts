import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayIn } from '../../model/index.ts'
import { canonicalJson } from './canonical.ts'
import { daysOf, instantOf } from './days.ts'

test('the last weeks are whole ones before that of the day, the same all week long', () => {
  const weeks = { from: '2026-01-26', to: '2026-02-23' }
  for (const day of ['2026-02-23', '2026-02-26', '2026-03-01'])
    expect(daysOf({ period: 'last 4 weeks' }, day)).toEqual(weeks)
  expect(daysOf({ period: 'last 4 weeks' }, '2026-03-02').to).toBe('2026-03-02')
})

test('stated days stay, and no period leaves the days to the report', () => {
  expect(daysOf({ period: { from: '2026-01-05' } }, '2026-03-02')).toEqual({ from: '2026-01-05' })
  expect(daysOf({}, '2026-03-02')).toEqual({})
})

test('the instant of a day lies on that day in every zone', () => {
  const zones = fc.constantFrom(
    'Pacific/Kiritimati',
    'Pacific/Auckland',
    'UTC',
    'Pacific/Niue',
    'Asia/Kolkata',
  )
  const days = fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(zones, days, (zone, day) => {
      expect(dayIn(zone, instantOf(day, zone))).toBe(day)
    }),
    { numRuns: 25 },
  )
})

test('canonical JSON knows no order of keys, and keeps that of lists', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 25 },
  )
  expect(canonicalJson({ b: [2, 1], a: { d: 1, c: undefined } })).toBe('{"a":{"d":1},"b":[2,1]}')
})
