import { expect, test } from 'vitest'
import { prThroughput } from '../../metrics/pr-throughput.ts'
import { excludes } from '../../model/numbers.ts'
import { random } from '../../stats/random.ts'
import type { Arm } from '../cohort/arm.ts'
import { assign } from './assign.ts'
import { studyMetric } from './metric.ts'

const TEAMS = 24
const RUNS = 200

/** A study without or with an effect, from nothing but its seed. */
function study(seed: number, effect = 0) {
  const r = random(seed)
  const teams = Array.from({ length: TEAMS }, (_, team) => ({ team, stratum: `${team % 4}` }))
  const drawn = assign(teams, seed)
  const shared = teams.map(({ stratum }) => Number(stratum) / 2 + r.normal(0, 0.5))
  const people = Array.from({ length: TEAMS * 6 }, (_, id) => {
    const team = id % TEAMS
    const own = 10 + (shared[team] as number) + r.normal(0, 2)
    const arm = drawn.get(team) as number
    return { id, team, arm, before: own + r.normal(), value: own + r.normal() + (arm ? 0 : effect) }
  })
  const arms = ['with', 'without'].map((cohort, arm): Arm => {
    const theirs = people.filter((person) => person.arm === arm)
    return {
      cohort,
      sample: {
        values: theirs.map(({ value }) => value),
        teams: theirs.map(({ team }) => team),
        strata: theirs.map(() => []),
      },
      members: theirs.map(({ id }) => id),
      ...{ people: theirs.length, of_people: theirs.length, teams: TEAMS / 2, shown: true },
    }
  })
  const before = new Map(people.map((person) => [person.id, person.before]))
  return { arms, before }
}

const tell = ({ arms, before }: ReturnType<typeof study>, interim = false, planned_se = 0.4) =>
  studyMetric(prThroughput, arms, { role: 'primary', interim, before, planned_se, minimum: 5 })

test('a study of nothing finds something in about one of twenty, plainly and against the past', () => {
  const told = Array.from({ length: RUNS }, (_, seed) => tell(study(seed)))
  for (const of of [
    told.map(({ difference }) => difference),
    told.map(({ adjusted }) => adjusted.difference),
  ]) {
    const found = of.filter((it) => it && excludes(it, 0)).length
    // strata make arms more even than the interval knows, so it is rather fewer; four standard errors above 5 %
    expect(found).toBeLessThanOrEqual(22)
  }
})

test('a true effect lies in the interval, which the past makes narrower', () => {
  const told = Array.from({ length: RUNS }, (_, seed) => tell(study(seed, 1)))
  const held = told.filter(({ difference }) => difference && !excludes(difference, 1)).length
  expect(held).toBeGreaterThanOrEqual(178)
  const narrower = told.filter(
    ({ difference, adjusted }) =>
      (adjusted.difference?.interval.high ?? 9) - (adjusted.difference?.interval.low ?? 0) <
      (difference?.interval.high ?? 0) - (difference?.interval.low ?? 0),
  )
  expect(narrower.length).toBeGreaterThan(190)
})

test('a look before the end tells the always-valid interval alone, and it is wider', () => {
  const given = study(1)
  const [end, look] = [tell(given), tell(given, true)]
  expect(look).toMatchObject({ difference: null, ratio: null, adjusted: { difference: null } })
  expect(look.cohorts.every(({ estimate, people }) => estimate === null && people === null)).toBe(
    true,
  )
  const width = (it: typeof end.difference | undefined) =>
    it ? it.interval.high - it.interval.low : Number.NaN
  expect(width(look.sequence?.difference)).toBeGreaterThan(width(end.difference))
  expect(look.sentence).toContain('before the end')
})

test('a small arm is told of no number, in words neither', () => {
  const { arms, before } = study(2)
  const [x, y] = arms as [Arm, Arm]
  const told = tell({ arms: [{ ...x, shown: false }, y], before })
  expect(told).toMatchObject({ difference: null, ratio: null, reason: { reason: 'hidden' } })
  expect(told.cohorts[0]).toMatchObject({ estimate: null, people: null })
})
