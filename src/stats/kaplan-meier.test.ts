import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../test/oracle/fixture.ts'
import { type KaplanMeier, kaplanMeier } from './kaplan-meier.ts'

type Fields = {
  times: number[]
  happened: boolean[]
  expected: {
    median: number | null
    low: number | null
    high: number | null
    time: number[]
    share: number[]
    lower: (number | null)[]
    upper: (number | null)[]
  }
}

test.each(fixture<Fields>('kaplan-meier'))('curve and median are R’s: $name', (c) => {
  const { median, interval, curve, n_people, n_events } = answerOf(c.times, c.happened)
  const { expected } = c
  expect([median, interval.low, interval.high]).toEqual([
    expected.median,
    expected.low,
    expected.high,
  ])
  expect(curve.map(({ time }) => time)).toEqual(expected.time)
  curve.forEach(({ share, interval }, i) => {
    expectClose(share, expected.share[i] as number, 1e-9, 1)
    expect(interval === null).toBe(expected.lower[i] === null)
    if (interval === null) return
    expectClose(interval.low, expected.lower[i] as number, 1e-9, 1)
    expectClose(interval.high, expected.upper[i] as number, 1e-9, 1)
  })
  expect([n_people, n_events]).toEqual([c.times.length, c.happened.filter(Boolean).length])
})

test('it has happened to nobody yet: no median and no curve', () => {
  expect(answerOf([3, 5], [false, false])).toMatchObject({
    median: null,
    interval: { low: null, high: null },
    curve: [],
    n_events: 0,
  })
})

test('nobody, or a time that is none: a reason; ends that are missing: a fault', () => {
  expect(kaplanMeier([], [])).toMatchObject({ reason: 'too_few_people' })
  expect(kaplanMeier([1, Infinity], [true, true])).toMatchObject({ reason: 'not_finite' })
  expect(kaplanMeier([Number.NaN], [true])).toMatchObject({ reason: 'not_finite' })
  expect(() => kaplanMeier([1, 2], [true])).toThrow(RangeError)
})

test('one person', () => {
  expect(answerOf([4], [true])).toMatchObject({ median: 4, interval: { low: null, high: null } })
})

test('shares fall within their intervals, and the order of people is of no account', () => {
  fc.assert(
    fc.property(people(), (people) => {
      const answer = answerOf(...columns(people))
      let before = 1
      for (const { share, interval } of answer.curve) {
        expect(share).toBeLessThan(before)
        if (interval) {
          expect(interval.low).toBeLessThanOrEqual(share)
          expect(interval.high).toBeGreaterThanOrEqual(share)
        }
        before = share
      }
      expect(answerOf(...columns(people.toReversed()))).toEqual(answer)
    }),
  )
})

test('when nobody is left waiting the share is that of later times', () => {
  fc.assert(
    fc.property(people(), (people) => {
      const times = people.map(({ time }) => time)
      const { curve } = answerOf(
        times,
        times.map(() => true),
      )
      for (const { time, share } of curve) {
        expectClose(share, times.filter((other) => other > time).length / times.length, 1e-9, 1)
      }
    }),
  )
})

type Person = { time: number; happened: boolean }

function people(): fc.Arbitrary<Person[]> {
  const person = fc.record({ time: fc.integer({ min: 0, max: 20 }), happened: fc.boolean() })
  return fc.array(person, { minLength: 1, maxLength: 30 })
}

function columns(people: Person[]): [number[], boolean[]] {
  return [people.map(({ time }) => time), people.map(({ happened }) => happened)]
}

function answerOf(times: number[], happened: boolean[]): KaplanMeier {
  const answer = kaplanMeier(times, happened)
  if ('reason' in answer) throw new Error(answer.reason)
  return answer
}
