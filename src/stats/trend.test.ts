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
import { samples } from '../../test/oracle/samples.ts'
import type { Kendall } from './ranks/kendall.ts'
import type { Sample } from './sample.ts'
import { type Trend, trend } from './trend.ts'

type Fields = {
  cohorts: number[][]
  teams: number[][]
  expected: { slope: Expected; order: Omit<Kendall, 'n_people'> }
}

test.each(fixture<Fields>('trend'))('slope and order are R’s: $name', (c) => {
  const answer = trend(c.cohorts.map((values, i) => ({ values, teams: c.teams[i] })))
  if ('reason' in answer || 'reason' in answer.order)
    throw new Error('A reason in place of a trend')
  expectEstimate(answer.slope, c.expected.slope)
  expectClose(answer.order.tau, c.expected.order.tau)
  expectClose(answer.order.p, c.expected.order.p)
})

test.each<[string, Sample[], string]>([
  ['no cohort', [], 'too_few_people'],
  ['everybody in one cohort', [{ values: [1, 2, 3] }, { values: [] }], 'too_few_people'],
  ['all the same', [{ values: [2, 2] }, { values: [2] }], 'constant'],
  ['two people', [{ values: [1] }, { values: [2] }], 'constant'],
  ['everybody on the line', [{ values: [1, 1] }, { values: [3, 3] }], 'constant'],
  [
    'one team in all',
    [
      { values: [1, 2], teams: ['a', 'a'] },
      { values: [4], teams: ['a'] },
    ],
    'too_few_teams',
  ],
])('%s: a reason in place of a number', (_, cohorts, reason) => {
  expect(trend(cohorts)).toMatchObject({ reason })
})

test('50,000 people in each of three cohorts are not too many', () => {
  const cohorts = [104729, 1299709, 15485863].map((shift, place) => ({
    values: large(50_000, shift).map((value) => value + place),
    teams: largeTeams(50_000),
  }))
  const { slope, n_people } = answerOf(cohorts)
  expect(slope.estimate).toBeCloseTo(1, 1)
  expect([slope.df, n_people]).toEqual([699, [50_000, 50_000, 50_000]])
})

test('an empty cohort keeps its place', () => {
  const [low, high] = [{ values: [1, 2, 3] }, { values: [5, 6, 7] }]
  expectClose(answerOf([low, high]).slope.estimate, 4)
  expectClose(answerOf([low, { values: [] }, high]).slope.estimate, 2)
})

test('an offset changes nothing, a factor scales, and the reverse order turns the sign', () => {
  fc.assert(
    fc.property(fc.array(samples(), { minLength: 2, maxLength: 4 }), (cohorts) => {
      const plain = answerOf(cohorts).slope
      const moved = answerOf(change(cohorts, (value) => value + 1e9)).slope
      const scaled = answerOf(change(cohorts, (value) => 5 * value)).slope
      const reversed = answerOf(cohorts.toReversed()).slope
      expectClose(moved.estimate, plain.estimate, 1e-9, 10)
      expectClose(moved.se, plain.se)
      expectClose(scaled.estimate, 5 * plain.estimate, 1e-9, 10)
      expectClose(scaled.se, 5 * plain.se)
      expectClose(reversed.estimate, -plain.estimate, 1e-9, 10)
      expectClose(reversed.se, plain.se)
    }),
  )
})

function change(cohorts: Sample[], by: (value: number) => number): Sample[] {
  return cohorts.map((cohort) => ({ ...cohort, values: Array.from(cohort.values, by) }))
}

function answerOf(cohorts: Sample[]): Trend {
  const answer = trend(cohorts)
  fc.pre(!('reason' in answer))
  return answer as Trend
}
