import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter } from '../../model/index.ts'
import { addDay, type KnownDays } from './known-days.ts'

const NEW: KnownDays = { seen: false, empty_from: null, blind_until: null }
const FIRST = '2026-08-01'

/** What days in a row say of themselves: `x` known, `?` said to be unknown, `.` neither. */
function told(used: string, state: KnownDays = NEW): string {
  const marks = [...used].map(() => '.')
  let before = state
  for (const [at, mark] of [...used].entries()) {
    const it = { day: dayAfter(FIRST, at), used: mark === 'u', last: at === used.length - 1 }
    const { state: next, known, unknown } = addDay(before, it)
    before = next
    for (const [span, sign] of [
      [known, 'x'],
      [unknown, '?'],
    ] as const)
      for (let day = span?.from; span && day && day < span.to; day = dayAfter(day))
        marks[Number(day.slice(8)) - 1] = sign
  }
  return marks.join('')
}

test.each([
  ['uuuu', 'xxxx', 'days with use are known'],
  ['u--u', 'xxxx', 'days without use between them are zeros'],
  ['u---', 'xxxx', 'so are those up to the last day'],
  ['---uu', '???xx', 'before the first use nothing is known'],
  ['----', '????', 'nor where there was none at all'],
  [`u${'-'.repeat(14)}u`, 'x'.repeat(16), 'two weeks may be holidays'],
  [`u${'-'.repeat(15)}u`, `x${'?'.repeat(15)}x`, 'more than two weeks are not believed'],
  [`u${'-'.repeat(14)}`, 'x'.repeat(15), 'nor up to the last day'],
  [`u${'-'.repeat(15)}`, `x${'?'.repeat(15)}`, 'nor up to the last day'],
])('%s is %s: %s', (used, expected) => {
  expect(told(used)).toBe(expected)
})

test('a server that was used before is believed from the first day of a run on', () => {
  expect(told('--u-', { ...NEW, seen: true })).toBe('xxxx')
})

test('days that were not collected are unknown, with use or without', () => {
  expect(told('u-u--u-', { ...NEW, blind_until: '2026-08-04' })).toBe('...??xx')
})

test('a day is never both known and unknown, and one with use is known', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[u-]{1,28}$/), (used) => {
      const marks = told(used)
      expect(marks).not.toContain('.')
      for (const [at, mark] of [...used].entries()) if (mark === 'u') expect(marks[at]).toBe('x')
    }),
  )
})
