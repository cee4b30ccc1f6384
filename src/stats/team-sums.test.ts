import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Expected, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { oneMean } from './one-mean.ts'
import { isReason } from './reason.ts'
import {
  differenceOfSums,
  meanOfSums,
  ratioOfSums,
  type SharedSums,
  type TeamSums,
} from './team-sums.ts'
import { twoMeans } from './two-means.ts'

interface Person {
  team: number
  value: number
}

const group = fc.array(
  fc.record({ team: fc.integer({ min: 1, max: 6 }), value: fc.integer({ min: 0, max: 40 }) }),
  { minLength: 2, maxLength: 40 },
)

const sample = (people: Person[]) => ({
  values: people.map(({ value }) => value),
  teams: people.map(({ team }) => team),
})

function byTeam(people: Person[]) {
  const teams = Map.groupBy(people, ({ team }) => team)
  return new Map(
    [...teams].map(([team, its]) => [
      team,
      { n: its.length, s: its.reduce((sum, { value }) => sum + value, 0) },
    ]),
  )
}

const total = (numbers: number[]) => numbers.reduce((sum, it) => sum + it, 0)

function sumsOf(people: Person[]): TeamSums {
  const teams = [...byTeam(people).values()]
  return {
    n: people.length,
    s: total(teams.map(({ s }) => s)),
    teams: teams.length,
    ss: total(teams.map(({ s }) => s * s)),
    sn: total(teams.map(({ s, n }) => s * n)),
    nn: total(teams.map(({ n }) => n * n)),
  }
}

function sharedOf(first: Person[], second: Person[]): SharedSums {
  const others = byTeam(second)
  const both = [...byTeam(first)].flatMap(([team, x]) => {
    const y = others.get(team)
    return y ? [{ x, y }] : []
  })
  return {
    teams: both.length,
    ss: total(both.map(({ x, y }) => x.s * y.s)),
    sn: total(both.map(({ x, y }) => x.s * y.n)),
    ns: total(both.map(({ x, y }) => x.n * y.s)),
    nn: total(both.map(({ x, y }) => x.n * y.n)),
  }
}

const numbersOf = (it: { estimate: number; interval: { low: number; high: number } }) => [
  it.estimate,
  it.interval.low,
  it.interval.high,
]

type One = { x: number[]; teams?: number[]; expected: Expected }
type Two = {
  x: number[]
  y: number[]
  teams_x?: number[]
  teams_y?: number[]
  expected: { difference: Expected; ratio: Expected | null }
}

const peopleOf = (values: number[], teams: number[]): Person[] =>
  values.map((value, i) => ({ value, team: teams[i] as number }))

test.each(fixture<One>('one-mean').filter(({ teams }) => teams))(
  'the mean from sums is that of R: $name',
  ({ x, teams = [], expected }) => expectEstimate(meanOfSums(sumsOf(peopleOf(x, teams))), expected),
)

test.each(fixture<Two>('two-means').filter(({ teams_x }) => teams_x))(
  'difference and ratio from sums are those of R: $name',
  ({ x, y, teams_x = [], teams_y = [], expected }) => {
    const [first, second] = [peopleOf(x, teams_x), peopleOf(y, teams_y)]
    const given = [sumsOf(first), sumsOf(second), sharedOf(first, second)] as const
    expectEstimate(differenceOfSums(...given), expected.difference)
    if (expected.ratio) expectEstimate(ratioOfSums(...given), expected.ratio)
  },
)

test('the mean from sums is that of the people, interval included', () => {
  fc.assert(
    fc.property(group, (people) => {
      const [ours, theirs] = [meanOfSums(sumsOf(people)), oneMean(sample(people))]
      if (isReason(theirs)) expect(isReason(ours) && ours.reason).toBe(theirs.reason)
      else if (isReason(ours)) expect(theirs.se).toBeLessThan(1e-4)
      else close(numbersOf(ours), numbersOf(theirs))
    }),
  )
})

test('difference and ratio from sums are those of the people, some of whom share teams', () => {
  fc.assert(
    fc.property(group, group, (first, second) => {
      const theirs = twoMeans(sample(first), sample(second))
      const given = [sumsOf(first), sumsOf(second), sharedOf(first, second)] as const
      const ours = differenceOfSums(...given)
      if (isReason(theirs) || isReason(ours)) return
      close(numbersOf(ours), numbersOf(theirs.difference))
      const ratio = ratioOfSums(...given)
      if (isReason(ratio) || isReason(theirs.ratio)) return
      close(numbersOf(ratio), numbersOf(theirs.ratio))
    }),
  )
})

test('one team says nothing of chance, and no variation neither', () => {
  const alone = [1, 2, 3].map((value) => ({ team: 1, value }))
  expect(meanOfSums(sumsOf(alone))).toMatchObject({ reason: 'too_few_teams' })
  const same = [1, 2, 3].map((team) => ({ team, value: 0.1 }))
  expect(meanOfSums(sumsOf(same))).toMatchObject({ reason: 'constant' })
})

function close(ours: number[], theirs: number[]) {
  for (const [i, it] of ours.entries()) expect(it).toBeCloseTo(theirs[i] as number, 5)
}
