import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectClose, fixture } from '../../../test/oracle/fixture.ts'
import { random } from '../random.ts'
import { twoMeans } from '../two-means.ts'
import { detectableEffect, type Plan, teamsNeeded } from './teams-needed.ts'

type Fields = { plan: Plan; effect: number; expected: number; found_by_17: number }

test('the teams needed, and what so many find, are those of the formula', () => {
  for (const { plan, effect, expected, found_by_17, name } of fixture<Fields>('teams-needed')) {
    expectClose(detectableEffect(plan, 17), found_by_17)
    expect(teamsNeeded(plan, effect), name).toBe(expected)
  }
})

test('with as many teams the effect is found, with one fewer it is not', () => {
  fc.assert(
    fc.property(plans(), fc.double({ min: 0.01, max: 2, noNaN: true }), (plan, effect) => {
      const teams = teamsNeeded(plan, effect)
      expect(detectableEffect(plan, teams)).toBeLessThanOrEqual(effect * (1 + 1e-9))
      if (teams > 2) expect(detectableEffect(plan, teams - 1)).toBeGreaterThan(effect)
    }),
  )
})

test('four times as many teams find half the effect; people all alike in a team count as one', () => {
  fc.assert(
    fc.property(plans(), fc.integer({ min: 2, max: 50 }), (plan, teams) => {
      expectClose(detectableEffect(plan, 4 * teams), detectableEffect(plan, teams) / 2)
      const [alike, one] = [
        { ...plan, icc: 1 },
        { ...plan, team_size: 1 },
      ]
      expectClose(detectableEffect(alike, teams), detectableEffect(one, teams))
    }),
  )
})

test('a study of that size finds the effect about four times in five', () => {
  const plan = { sd: 1, team_size: 6, icc: 0.25 }
  const teams = teamsNeeded(plan, 0.4)
  const r = random(7)
  const arm = (first: number, effect: number) => {
    const people = [...Array(teams * plan.team_size).keys()]
    const shared = Array.from({ length: teams }, () => r.normal(effect, Math.sqrt(plan.icc)))
    const place = (i: number) => Math.floor(i / plan.team_size)
    const values = people.map((i) => (shared[place(i)] as number) + r.normal(0, Math.sqrt(0.75)))
    return { values, teams: people.map((i) => first + place(i)) }
  }
  const studies = Array.from({ length: 400 }, () => twoMeans(arm(0, 0.4), arm(1000, 0)))
  const found = studies.filter((s) => !('reason' in s) && s.difference.interval.low > 0)
  // Three standard errors of a share of .8 in 400.
  expect(Math.abs(found.length / 400 - 0.8)).toBeLessThan(0.06)
})

test('no effect is refused', () => {
  expect(() => teamsNeeded({ sd: 1, team_size: 5, icc: 0 }, 0)).toThrow(RangeError)
})

function plans(): fc.Arbitrary<Plan> {
  return fc.record({
    sd: fc.double({ min: 0.1, max: 10, noNaN: true }),
    team_size: fc.integer({ min: 1, max: 12 }),
    icc: fc.double({ min: 0, max: 1, noNaN: true }),
    rho: fc.double({ min: 0, max: 0.9, noNaN: true }),
  })
}
