import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign, type Drawable } from './assign.ts'

const drawn = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 })
  .map((strata) => strata.map((stratum, team): Drawable => ({ team: team + 1, stratum })))
const seeds = fc.integer({ min: 0, max: 2 ** 31 })

test('the same seed draws the same arms, in whatever order the teams come', () => {
  fc.assert(
    fc.property(drawn, seeds, (teams, seed) => {
      const [one, other] = [assign(teams, seed), assign(teams.toReversed(), seed)]
      expect(teams.map(({ team }) => other.get(team))).toEqual(
        teams.map(({ team }) => one.get(team)),
      )
    }),
    { numRuns: 25 },
  )
})

test('arms differ by one team at most, in each stratum and in all', () => {
  fc.assert(
    fc.property(drawn, seeds, (teams, seed) => {
      const arms = assign(teams, seed)
      const groups = [teams, ...Map.groupBy(teams, ({ stratum }) => stratum).values()]
      for (const group of groups) {
        const first = group.filter(({ team }) => arms.get(team) === 0).length
        expect(Math.abs(2 * first - group.length)).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 25 },
  )
})

test('each team comes to each arm about as often, and with each other about as often as not', () => {
  const teams = [1, 2, 3, 4, 5].map((team) => ({ team, stratum: team < 3 ? 'a' : 'b' }))
  const draws = Array.from({ length: 1_000 }, (_, seed) => assign(teams, seed))
  for (const { team } of teams) {
    const first = draws.filter((arms) => arms.get(team) === 0).length
    expect(Math.abs(first - 500)).toBeLessThan(75)
  }
  const together = draws.filter((arms) => arms.get(2) === arms.get(3)).length
  expect(Math.abs(together - 500)).toBeLessThan(75)
})
