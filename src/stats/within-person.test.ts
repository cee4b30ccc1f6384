import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Expected, expectClose, expectEstimate, fixture } from '../../test/oracle/fixture.ts'
import { demeaned } from './panel/demeaned.ts'
import { random } from './random.ts'
import { type DoseRows, type WithinPerson, withinPerson } from './within-person.ts'

type Fields = {
  person: number[]
  period: number[]
  dose: number[]
  value: number[]
  teams: number[]
  expected: Expected & { p: number }
}

test.each(fixture<Fields>('within-person'))('slope, interval and p are R’s: $name', (c) => {
  const answer = answerOf(c)
  expectEstimate(answer, c.expected)
  expectClose(answer.p, c.expected.p, 1e-8)
})

test('what a person is and when it was explain nothing', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (seed) => {
      const rows = draw(seed)
      const plain = answerOf(rows)
      const shifted = Array.from(rows.value, (value, i) => {
        return value + 1000 * (rows.person[i] as number) - 77 * (rows.period[i] as number) ** 2
      })
      const moved = answerOf({ ...rows, value: shifted })
      expectClose(moved.estimate, plain.estimate, 1e-8, 1)
      expectClose(moved.se, plain.se, 1e-8)
    }),
  )
})

test('a slope that holds for everybody is added to the estimate', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (seed) => {
      const rows = draw(seed)
      const value = Array.from(rows.value, (value, i) => value + 3 * (rows.dose[i] as number))
      const [plain, steeper] = [answerOf(rows), answerOf({ ...rows, value })]
      expectClose(steeper.estimate, plain.estimate + 3, 1e-9, 1)
      expectClose(steeper.se, plain.se, 1e-8)
    }),
  )
})

test('what persons and periods leave sums to 0 over each of them', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (seed) => {
      const { person, period, value } = draw(seed)
      const left = demeaned(value, { person, period, people: 20, periods: 8 })
      for (const places of [person, period]) {
        const sums = new Float64Array(20)
        left.forEach((rest, i) => {
          sums[places[i] as number] = (sums[places[i] as number] as number) + rest
        })
        for (const sum of sums) expectClose(sum, 0, 1e-10, 1)
      }
    }),
  )
})

test('50,000 people over 13 periods are not too many', () => {
  const r = random(1)
  const places = [...Array(50_000 * 13).keys()]
  const dose = places.map(() => r.uniform())
  const answer = answerOf({
    person: places.map((i) => Math.floor(i / 13)),
    period: places.map((i) => i % 13),
    dose,
    value: places.map((i) => r.normal() + 2 * (dose[i] as number)),
    teams: Array.from({ length: 50_000 }, (_, person) => person % 7000),
  })
  expect(answer.estimate).toBeCloseTo(2, 1)
  expect(answer).toMatchObject({ n_people: 50_000, n_teams: 7000, df: 6999 })
})

describe('what cannot be estimated has a reason', () => {
  const plain = {
    person: [0, 0, 1, 1],
    period: [0, 1, 0, 1],
    dose: [0, 1, 0, 0],
    value: [1, 2, 3, 5],
    teams: [1, 2],
  }
  test.each<[string, Partial<DoseRows>, string]>([
    ['a dose that never changes', { dose: [1, 1, 1, 1] }, 'constant'],
    ['a dose that is each person’s own', { dose: [1, 1, 7, 7] }, 'constant'],
    ['a dose that all share', { dose: [0.1, 0.7, 0.1, 0.7] }, 'constant'],
    ['everybody known once', { person: [0, 1, 2, 3], teams: [1, 2, 3, 4] }, 'constant'],
    ['values on the line', { value: [1, 3, 2, 2] }, 'constant'],
    ['one team', { teams: [1, 1] }, 'too_few_teams'],
    ['no rows', { person: [], period: [], dose: [], value: [], teams: [] }, 'too_few_people'],
    ['a value that is none', { value: [1, 2, 3, Number.NaN] }, 'not_finite'],
  ])('%s', (_, change, reason) => {
    expect(withinPerson({ ...plain, ...change })).toMatchObject({ reason })
  })
})

test('who is known once says nothing and is not counted', () => {
  const rows = draw(5)
  const more = {
    person: [...Array.from(rows.person), 20],
    period: [...Array.from(rows.period), 3],
    dose: [...Array.from(rows.dose), 0.5],
    value: [...Array.from(rows.value), 1e6],
    teams: [...rows.teams, 'alone'],
  }
  const [plain, joined] = [answerOf(rows), answerOf(more)]
  expectClose(joined.estimate, plain.estimate, 1e-7)
  expect(joined).toMatchObject({ df: plain.df, n_people: plain.n_people, n_teams: plain.n_teams })
})

/** Twenty people in five teams over eight periods, of which some are missing. */
function draw(seed: number): DoseRows {
  const r = random(seed)
  const cells = [...Array(160).keys()].filter(() => r.chance(0.6))
  return {
    person: cells.map((i) => Math.floor(i / 8)),
    period: cells.map((i) => i % 8),
    dose: cells.map(() => r.uniform()),
    value: cells.map(() => r.normal()),
    teams: Array.from({ length: 20 }, (_, person) => person % 5),
  }
}

function answerOf(rows: DoseRows): WithinPerson {
  const answer = withinPerson(rows)
  if ('reason' in answer) throw new Error(answer.reason)
  return answer
}
