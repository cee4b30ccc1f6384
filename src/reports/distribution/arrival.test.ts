import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeToNthPr } from '../../metrics/time-to-nth-pr.ts'
import { arrivalOf } from './arrival.ts'

const about = { metric: timeToNthPr, nth: 1, minimum: 5 }

function ask(waits: { days: number; happened: boolean }[], { shown = true, minimum = 5 } = {}) {
  const arm = {
    cohort: 'account',
    waits: waits.map((wait, user_id) => ({ ...wait, user_id })),
    members: waits.map((_, user_id) => user_id),
    shown,
  }
  return arrivalOf(arm, { ...about, minimum })
}

/** Three of each: a thirtieth day is followed of all who are still waiting. */
const forty = Array.from({ length: 40 }, (_, i) =>
  i < 30 ? { days: 2 + Math.floor(i / 3), happened: true } : { days: 30, happened: false },
)

test('says after how many days half have it, with an interval, and to whom it happened by when', () => {
  const { people, median, interval, curve, sentence } = ask(forty)
  expect({ people, median }).toEqual({ people: 40, median: 8 })
  expect(interval).toMatchObject({ low: 6, high: 10 })
  // three a day: only every second day is one of five people at least
  expect(curve.map(({ days, share }) => [days, share])).toEqual([
    [0, 0],
    [3, 0.15],
    [5, 0.3],
    [7, 0.45],
    [9, 0.6],
    [11, 0.75],
    [30, 0.75],
  ])
  expect(sentence).toBe(
    'account: of 40 people who began, half have their first merged pull request within 8 available days (95% interval 6 to 10); after 20 days at least 75% have it.',
  )
})

test('counts who is still waiting as waiting, and not as never having it', () => {
  const early = forty.map(({ days, happened }) => ({ days, happened: happened && days < 6 }))
  expect(ask(early).median).toBeNull()
  expect(ask(early).sentence).toContain('too few had their first merged pull request')
})

test('tells nothing of fewer than 20 people, nor of a hidden cohort', () => {
  expect(ask(forty.slice(0, 19))).toMatchObject({
    median: null,
    curve: [],
    reason: { reason: 'too_few_people' },
  })
  expect(ask(forty, { shown: false })).toMatchObject({
    people: null,
    median: null,
    interval: null,
    curve: [],
    reason: { reason: 'hidden' },
  })
})

const anyWaits = fc.array(
  fc.record({ days: fc.integer({ min: 0, max: 60 }), happened: fc.boolean() }),
  { maxLength: 150 },
)
const anyMinimum = fc.constantFrom(3, 5, 8, 12)

test('no step of a curve is of fewer people than the minimum, and it never falls', () => {
  fc.assert(
    fc.property(anyWaits, anyMinimum, (waits, minimum) => {
      const { curve } = ask(waits, { minimum })
      const had = (by: number) => waits.filter((it) => it.happened && it.days <= by).length
      const steps = curve.slice(1).map((point, i) => ({ point, before: curve[i] }))
      let told = 0
      for (const { point, before } of steps) {
        expect(point.share).toBeGreaterThanOrEqual(before?.share ?? 0)
        if (point.share === before?.share) continue
        expect(had(point.days) - told).toBeGreaterThanOrEqual(minimum)
        told = had(point.days)
      }
    }),
    { numRuns: 25 },
  )
})

test('nothing is told of days to which fewer than ten, or the minimum, are followed', () => {
  fc.assert(
    fc.property(anyWaits, anyMinimum, (waits, minimum) => {
      const { curve, median, interval } = ask(waits, { minimum })
      const days = [...curve.map((point) => point.days), median, interval?.low, interval?.high]
      for (const day of days.filter((it) => typeof it === 'number'))
        expect(waits.filter((it) => it.days >= day).length).toBeGreaterThanOrEqual(
          Math.max(10, minimum),
        )
      if (waits.length < 20) expect(days.filter((it) => it != null)).toEqual([])
    }),
    { numRuns: 25 },
  )
})
