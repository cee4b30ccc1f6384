import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Expected,
  expectClose,
  expectEstimate,
  fixture,
  large,
  largeTeams,
} from '../../test/oracle/fixture.ts'
import { samplePairs } from '../../test/oracle/samples.ts'
import type { Sample } from './sample.ts'
import { type Superiority, superiority } from './superiority.ts'

type Fields = {
  x: number[]
  y: number[]
  teams_x?: number[]
  teams_y?: number[]
  large?: true
  teams?: true
  expected: Expected & { cliffs_delta: number }
}

test.each(fixture<Fields>('superiority'))(
  'theta and its interval are those of R: $name',
  ({ x, y, teams_x, teams_y, large, teams, expected }) => {
    const answer = large
      ? largeAnswer(teams)
      : superiority({ values: x, teams: teams_x }, { values: y, teams: teams_y })
    expectEstimate(answer, expected)
    expectClose((answer as Superiority).cliffs_delta, expected.cliffs_delta, 1e-9, 1)
  },
)

function largeAnswer(inTeams?: boolean): ReturnType<typeof superiority> {
  const n = 50_000
  const teams = inTeams ? largeTeams(n) : undefined
  return superiority({ values: large(n, 104729), teams }, { values: large(n, 1299709), teams })
}

test.each<[string, Sample, Sample, string]>([
  ['one person', { values: [1] }, { values: [1, 2] }, 'too_few_people'],
  ['all tied', { values: [2, 2] }, { values: [2, 2] }, 'constant'],
  ['no overlap', { values: [5, 7, 9] }, { values: [1, 2, 3] }, 'separated'],
  ['no overlap the other way', { values: [1, 2, 3] }, { values: [5, 7, 9] }, 'separated'],
  ['two constants that differ', { values: [1, 1] }, { values: [3, 3] }, 'separated'],
  ['an unknown value', { values: [1, Number.NaN] }, { values: [3, 5] }, 'not_finite'],
  [
    'one team',
    { values: [1, 4], teams: [1, 1] },
    { values: [3, 5], teams: [1, 1] },
    'too_few_teams',
  ],
])('%s: a reason in place of a number', (_, x, y, reason) => {
  expect(superiority(x, y)).toMatchObject({ reason })
})

test('theta is what counting all pairs gives', () => {
  fc.assert(
    fc.property(samplePairs(), ({ x, y }) => {
      const { estimate } = answerOf(x, y)
      let wins = 0
      for (const a of Array.from(x.values))
        for (const b of Array.from(y.values)) wins += a > b ? 1 : a === b ? 0.5 : 0
      expectClose(estimate, wins / (x.values.length * y.values.length))
    }),
  )
})

test('exchanging the cohorts mirrors theta and its interval about a half', () => {
  fc.assert(
    fc.property(samplePairs(), ({ x, y }) => {
      const one = answerOf(x, y)
      const other = answerOf(y, x)
      expectClose(other.estimate, 1 - one.estimate, 1e-9, 1)
      expectClose(other.interval.low, 1 - one.interval.high, 1e-9, 1)
      expectClose(other.cliffs_delta, -one.cliffs_delta, 1e-9, 1)
    }),
  )
})

test('only the order of the values counts', () => {
  fc.assert(
    fc.property(samplePairs(), ({ x, y }) => {
      const grow = (sample: Sample) => ({ ...sample, values: Array.from(sample.values, Math.exp) })
      expect(superiority(grow(x), grow(y))).toEqual(superiority(x, y))
    }),
  )
})

test('the interval stays within 0 and 1 and holds theta', () => {
  const lead = Array.from({ length: 60 }, (_, i) => 100 + (i % 7))
  const behind = Array.from({ length: 60 }, (_, i) => (i === 0 ? 106 : i % 7))
  const { estimate, interval } = answerOf({ values: lead }, { values: behind })
  expect(interval.low).toBeLessThan(estimate)
  expect(interval.high).toBe(1)
})

test('50,000 people a side take well under a second', () => {
  const start = performance.now()
  largeAnswer()
  expect(performance.now() - start).toBeLessThan(2000)
})

function answerOf(x: Sample, y: Sample): Superiority {
  const answer = superiority(x, y)
  fc.pre(!('reason' in answer))
  return answer as Superiority
}
