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
import { type TwoGeometricMeans, twoGeometricMeans } from './two-geometric-means.ts'
import { type TwoMeans, twoMeans } from './two-means.ts'

type Fields = {
  x: number[]
  y: number[]
  teams_x?: number[]
  teams_y?: number[]
  large?: true
  teams?: true
  expected: { difference: Expected; ratio: Expected | null }
}

test.each(fixture<Fields>('two-means'))(
  'difference and ratio with their intervals are those of R: $name',
  ({ x, y, teams_x, teams_y, large, teams, expected }) => {
    const answer = large
      ? largeAnswer(teams)
      : twoMeans({ values: x, teams: teams_x }, { values: y, teams: teams_y })
    if ('reason' in answer) throw new Error(answer.reason)
    expectEstimate(answer.difference, expected.difference)
    if (expected.ratio) expectEstimate(answer.ratio, expected.ratio)
  },
)

function largeAnswer(inTeams?: boolean): ReturnType<typeof twoMeans> {
  const n = 50_000
  const teams = inTeams ? largeTeams(n) : undefined
  return twoMeans({ values: large(n, 104729), teams }, { values: large(n, 1299709), teams })
}

test('a team with people in both cohorts is one team', () => {
  const x = { values: [1, 2, 4], teams: ['a', 'b', null] }
  const y = { values: [5, 7, 7], teams: ['a', 'c', null] }
  expect(twoMeans(x, y)).toMatchObject({ n_people: [3, 3], n_teams: 3, difference: { df: 4 } })
})

test('no team for anybody is the same as no teams at all', () => {
  const [x, y] = [
    [1, 2, 4],
    [5, 7, 9],
  ]
  const nobody = [null, null, null]
  expect(twoMeans({ values: x, teams: nobody }, { values: y, teams: nobody })).toEqual(
    twoMeans({ values: x }, { values: y }),
  )
})

test.each<[string, Sample, Sample, string]>([
  ['one person', { values: [1] }, { values: [1, 2] }, 'too_few_people'],
  ['nobody', { values: [1, 2] }, { values: [] }, 'too_few_people'],
  ['both cohorts constant', { values: [1, 1] }, { values: [3, 3] }, 'constant'],
  [
    'one team in all',
    { values: [1, 2], teams: [1, 1] },
    { values: [3, 5], teams: [1, 1] },
    'too_few_teams',
  ],
  ['an endless value', { values: [1, Infinity] }, { values: [3, 5] }, 'not_finite'],
])('%s: a reason in place of a number', (_, x, y, reason) => {
  expect(twoMeans(x, y)).toMatchObject({ reason })
})

test('a mean of 0 has a difference but no ratio', () => {
  const answer = twoMeans({ values: [1, 2, 3] }, { values: [0, 0, 0] })
  expect(answer).toMatchObject({ difference: { estimate: 2 }, ratio: { reason: 'not_positive' } })
})

test('exchanging the cohorts turns the difference round and inverts the ratio', () => {
  fc.assert(
    fc.property(samplePairs(), ({ x, y }) => {
      const one = answerOf(x, y)
      const other = answerOf(y, x)
      expectClose(other.difference.estimate, -one.difference.estimate)
      expectClose(other.difference.interval.low, -one.difference.interval.high)
      if ('reason' in one.ratio || 'reason' in other.ratio) {
        expect(one.ratio).toEqual(other.ratio)
        return
      }
      expectClose(other.ratio.estimate, 1 / one.ratio.estimate)
      expectClose(Math.log(other.ratio.interval.low), -Math.log(one.ratio.interval.high), 1e-9, 10)
    }),
  )
})

test('a factor scales the difference and leaves the ratio; an offset leaves the difference', () => {
  fc.assert(
    fc.property(samplePairs(), ({ x, y }) => {
      const plain = answerOf(x, y)
      const scaled = answerOf(
        change(x, (v) => 7 * v),
        change(y, (v) => 7 * v),
      )
      expectClose(scaled.difference.estimate, 7 * plain.difference.estimate, 1e-9, 1e3)
      expectClose(scaled.difference.se, 7 * plain.difference.se)
      if (!('reason' in scaled.ratio || 'reason' in plain.ratio))
        expectClose(scaled.ratio.se, plain.ratio.se)
      const moved = answerOf(
        change(x, (v) => v + 1e9),
        change(y, (v) => v + 1e9),
      )
      expectClose(moved.difference.estimate, plain.difference.estimate, 1e-9, 1e3)
      expectClose(moved.difference.se, plain.difference.se)
    }),
  )
})

test('the order of the people changes nothing', () => {
  fc.assert(
    fc.property(samplePairs(), ({ x, y }) => {
      const one = answerOf(x, y)
      const other = answerOf(reverse(x), reverse(y))
      expectClose(other.difference.estimate, one.difference.estimate, 1e-9, 1e3)
      expectClose(other.difference.se, one.difference.se)
    }),
  )
})

test('for durations the ratio is that of geometric means', () => {
  const [x, y] = [
    [2, 8, 4],
    [1, 3, 9],
  ]
  const logs = [{ values: x.map(Math.log) }, { values: y.map(Math.log) }] as const
  const answer = twoGeometricMeans(...logs) as TwoGeometricMeans
  const onLogs = twoMeans(...logs) as TwoMeans
  expectClose(answer.means[0], 4)
  expectClose(answer.means[1], 3)
  expectClose(answer.ratio.estimate, 4 / 3)
  expectClose(answer.ratio.interval.low, Math.exp(onLogs.difference.interval.low))
  expect(twoGeometricMeans({ values: [1] }, logs[1])).toMatchObject({ reason: 'too_few_people' })
})

function answerOf(x: Sample, y: Sample): TwoMeans {
  const answer = twoMeans(x, y)
  fc.pre(!('reason' in answer))
  return answer as TwoMeans
}

function change(sample: Sample, by: (value: number) => number): Sample {
  return { ...sample, values: Array.from(sample.values, by) }
}

function reverse({ values, teams }: Sample): Sample {
  return { values: Array.from(values).reverse(), teams: teams?.toReversed() }
}
