import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayAfter } from '../../model/index.ts'
import { adoptedOf } from './adopted.ts'

const MONDAY = '2026-01-05'
const question = { period: { from: MONDAY, to: '2026-03-30' }, minimum: 5 }

/** People who adopted the tool, so many in each week. */
const inWeeks = (counts: number[]) =>
  counts.flatMap((count, n) =>
    Array.from({ length: count }, (_, id) => ({
      id,
      first: MONDAY,
      adopted: dayAfter(MONDAY, 7 * n),
      weeks: 1,
      stopped: false,
    })),
  )

test('a week of enough people stands alone, smaller ones are joined with those that follow', () => {
  expect(adoptedOf(question, inWeeks([0, 12, 2, 0, 3, 4, 20, 1]))).toEqual([
    { from: '2026-01-12', to: '2026-01-19', people: 10 },
    { from: '2026-01-19', to: '2026-02-09', people: 5 },
    { from: '2026-02-16', to: '2026-02-23', people: 20 },
  ])
})

test('no span is of fewer than the minimum, and none overlaps the next', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }), (counts) => {
      const spans = adoptedOf(question, inWeeks(counts))
      spans.forEach(({ from, to, people }, place) => {
        expect(people).toBeGreaterThanOrEqual(5)
        expect(from < to && to <= (spans[place + 1]?.from ?? question.period.to)).toBe(true)
      })
    }),
  )
})
