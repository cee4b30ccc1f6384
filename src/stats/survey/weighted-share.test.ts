import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import type { StratifiedSample } from '../comparable.ts'
import { favourable } from './favourable.ts'
import { type WeightedShare, weightedShare } from './weighted-share.ts'

type Fields = {
  asked: string[]
  strata: string[]
  favourable: number[]
  teams?: number[]
  expected: { estimate: number; low: number; high: number; n_effective: number }
}

test.each(fixture<Fields>('weighted-share'))('weighted as by R’s $call: $name', (c) => {
  const answer = answerOf(
    { values: c.favourable, strata: levels(c.strata), teams: c.teams },
    levels(c.asked),
  )
  expectClose(answer.estimate, c.expected.estimate, 1e-9, 1)
  expectClose(answer.interval.low, c.expected.low, 1e-9, 1)
  expectClose(answer.interval.high, c.expected.high, 1e-9, 1)
  expectClose(answer.n_effective, c.expected.n_effective)
  expect(answer).toMatchObject({ n_people: c.strata.length, level: 0, share_without: 0 })
})

test('who did not answer counts as those alike who did', () => {
  const strata = levels([...people(6, 'senior'), ...people(18, 'junior')])
  const values = [...people(6, 1), ...people(18, 0)]
  const asked = levels([...people(50, 'senior'), ...people(50, 'junior')])
  expectClose(answerOf({ values, strata }, asked).estimate, 0.5)
})

test('a stratum without enough answers is left out and told, as long as it is small', () => {
  const strata = levels([...people(20, 'senior'), ...people(4, 'junior')])
  const values = [...people(20, 1), ...people(4, 0)]
  const few = levels([...people(30, 'senior'), ...people(6, 'junior')])
  expect(answerOf({ values, strata }, few)).toMatchObject({
    estimate: 1,
    level: 0,
    share_without: 1 / 6,
    n_people: 20,
  })
  const many = levels([...people(30, 'senior'), ...people(30, 'junior')])
  expect(answerOf({ values, strata }, many)).toMatchObject({ level: 1, share_without: 0 })
})

test.each<[string, StratifiedSample, readonly (readonly string[])[], string]>([
  ['no answers', { values: [], strata: [] }, [['a']], 'too_few_people'],
  ['nobody asked', { values: [1], strata: [['a']] }, [], 'too_few_people'],
  [
    'too few alike',
    { values: [1], strata: [['a']] },
    levels(people(9, 'a')),
    'no_comparable_people',
  ],
])('%s: a reason in place of a number', (_, answers, asked, reason) => {
  expect(weightedShare(answers, asked)).toMatchObject({ reason })
})

test('more answers than people asked are refused', () => {
  const strata = levels(people(9, 'a'))
  expect(() => weightedShare({ values: people(9, 1), strata }, strata.slice(2))).toThrow(RangeError)
})

test('with answers in proportion it is the plain share', () => {
  const counts = fc.tuple(
    fc.integer({ min: 5, max: 20 }),
    fc.integer({ min: 5, max: 20 }),
    fc.nat(),
  )
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 4 }), ([a, b, seed], times) => {
      const strata = [...people(a, 'a'), ...people(b, 'b')]
      const values = strata.map((_, i) => (seed >> (i % 20)) & 1)
      const asked = people(times, levels(strata)).flat()
      const answer = answerOf({ values, strata: levels(strata) }, asked)
      const count = values.reduce((sum, value) => sum + value, 0)
      const plain = favourable(count, a + b, times * (a + b)) as WeightedShare
      expectClose(answer.estimate, plain.estimate, 1e-9, 1)
      expectClose(answer.interval.low, plain.interval.low, 1e-9, 1)
      expectClose(answer.interval.high, plain.interval.high, 1e-9, 1)
      expectClose(answer.n_effective, a + b)
    }),
  )
})

/** Two levels of strata: the given labels, and all together. */
function levels(labels: string[]): string[][] {
  return labels.map((label) => [label, 'all'])
}

function people<T>(count: number, each: T): T[] {
  return new Array<T>(count).fill(each)
}

function answerOf(answers: StratifiedSample, asked: StratifiedSample['strata']): WeightedShare {
  const answer = weightedShare(answers, asked)
  if ('reason' in answer) throw new Error(answer.reason)
  return answer
}
