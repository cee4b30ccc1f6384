import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expected, expectClose, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import type { StratifiedSample } from './comparable.ts'
import { type Standardised, standardised } from './standardised.ts'
import { strataAgainst } from './strata-against.ts'

type Fields = {
  x: StratifiedSample
  y: StratifiedSample
  expected: {
    level: number
    share_without: number
    n_people: [number, number]
    difference: Expected
    ratio: Expected
    strata: number
    against: number
  }
}
const cases = fixture<Fields>('standardised')

test.each(cases)(
  'the standardised difference and ratio are those of R: $name',
  ({ x, y, expected }) => {
    const answer = answerOf(x, y)
    expectEstimate(answer.difference, expected.difference)
    expectEstimate(answer.ratio, expected.ratio)
    expectClose(answer.share_without, expected.share_without)
    expect(answer).toMatchObject({ level: expected.level, n_people: expected.n_people })
    const { strata, against } = expected
    expect(strataAgainst(x, y)).toEqual({ strata, against })
  },
)

test('men were admitted more often, but not by departments: the warning tells', () => {
  const { x, y } = cases[0] as Fields
  const { difference, composition } = answerOf(x, y)
  expect(difference.estimate).toBeLessThan(0)
  expect(composition).toEqual({ sign_flips: true, over_half: true, over_one_se: true })
})

test('people alike in composition give no warning', () => {
  const values = [1, 4, 2, 8, 5, 7, 3, 6, 9, 10]
  const strata = values.map((_, i) => [i < 5 ? 'junior' : 'senior', 'all'])
  const x = { values: values.map((value) => value + 2), strata }
  expect(answerOf(x, { values, strata })).toMatchObject({
    level: 0,
    share_without: 0,
    composition: { sign_flips: false, over_half: false, over_one_se: false },
  })
})

test('a level is used when exactly four in five have comparable people, and left when fewer have', () => {
  const others = stratified({ a: 5, b: 4 })
  expect(answerOf(stratified({ a: 8, b: 2 }), others)).toMatchObject({
    level: 0,
    share_without: 0.2,
    n_people: [8, 5],
  })
  expect(answerOf(stratified({ a: 7, b: 2 }), others)).toMatchObject({ level: 1, share_without: 0 })
})

test('a person without team is a team of one on both sides of the estimate', () => {
  const [x, y] = [stratified({ a: 6, b: 6 }), stratified({ a: 7, b: 9 })]
  const named = (sample: StratifiedSample, prefix: string) => ({
    ...sample,
    teams: sample.strata.map((_, i) => prefix + i),
  })
  expect(standardised(x, y)).toMatchObject({ n_teams: 0, difference: { df: 27 } })
  expectClose(
    answerOf(named(x, 'x'), named(y, 'y')).difference.se,
    answerOf(x, y).difference.se,
    1e-12,
  )
})

test('without comparable people, and for faulty samples, there is a reason', () => {
  const few = { values: [1, 2, 3], strata: [['a'], ['a'], ['a']] }
  expect(standardised(few, few)).toMatchObject({ reason: 'no_comparable_people' })
  expect(standardised(few, { values: [], strata: [] })).toMatchObject({ reason: 'too_few_people' })
})

test('an offset moves nothing, a factor scales, the order of people is of no account', () => {
  fc.assert(
    fc.property(pairs(), fc.integer({ min: -1e9, max: 1e9 }), ({ x, y }, offset) => {
      const plain = answerOf(x, y)
      const moved = answerOf(
        change(x, (v) => v + offset),
        change(y, (v) => v + offset),
      )
      const scaled = answerOf(
        change(x, (v) => v * 5),
        change(y, (v) => v * 5),
      )
      const turned = answerOf(reverse(x), reverse(y))
      expectClose(moved.difference.estimate, plain.difference.estimate, 1e-9, 1e3)
      expectClose(moved.difference.se, plain.difference.se)
      expectClose(scaled.difference.estimate, 5 * plain.difference.estimate, 1e-9, 10)
      expectClose(turned.difference.estimate, plain.difference.estimate, 1e-9, 10)
      expectClose(turned.difference.se, plain.difference.se)
    }),
  )
})

test('with a single stratum it is the crude difference', () => {
  const [x, y] = [stratified({ a: 9 }), stratified({ a: 6 })]
  const { means, difference } = answerOf(x, y)
  expectClose(means[0], 4)
  expectClose(means[1], 2.5)
  expectClose(difference.estimate, 1.5)
})

/** People valued 0, 1, 2 … in strata of the given sizes. */
function stratified(sizes: Record<string, number>): StratifiedSample {
  const strata = Object.entries(sizes).flatMap(([label, size]) =>
    Array.from({ length: size }, () => [label, 'all']),
  )
  return { values: strata.map((_, i) => i), strata }
}

function pairs(): fc.Arbitrary<{ x: StratifiedSample; y: StratifiedSample }> {
  const person = fc.record({
    value: fc.integer({ min: 0, max: 12 }),
    team: fc.option(fc.nat(6)),
    stratum: fc.constantFrom('a', 'b'),
  })
  const sample = fc.array(person, { minLength: 12, maxLength: 30 }).map((people) => ({
    values: people.map(({ value }) => value),
    teams: people.map(({ team }) => team),
    strata: people.map(({ stratum }) => [stratum, 'all']),
  }))
  return fc.record({ x: sample, y: sample })
}

function answerOf(x: StratifiedSample, y: StratifiedSample): Standardised {
  const answer = standardised(x, y)
  fc.pre(!('reason' in answer))
  return answer as Standardised
}

function change(sample: StratifiedSample, by: (value: number) => number): StratifiedSample {
  return { ...sample, values: Array.from(sample.values, by) }
}

function reverse({ values, teams, strata }: StratifiedSample): StratifiedSample {
  return {
    values: Array.from(values).reverse(),
    teams: teams?.toReversed(),
    strata: strata.toReversed(),
  }
}
