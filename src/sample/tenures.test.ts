import fc from 'fast-check'
import { expect, test } from 'vitest'
import { random } from '../stats/random.ts'
import { settingsOf } from './options.ts'
import { employedOn, teamOn } from './person.ts'
import { dayOfMoves, fillSeats } from './tenures.ts'
import { growTeams } from './tree.ts'

test('teams spend the seats, four to eleven in each but for the last, which takes what is left', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 2000 }), (seed, seats) => {
      const teams = growTeams(seats, random(seed))
      expect(teams.reduce((sum, team) => sum + team.seats, 0)).toBe(seats)
      for (const team of teams.slice(0, -1)) {
        expect(team.seats).toBeGreaterThanOrEqual(4)
        expect(team.seats).toBeLessThanOrEqual(11)
      }
      expect(teams.at(-1)?.seats).toBeLessThanOrEqual(14)
      expect(new Set(teams.map(({ repo }) => repo)).size).toBe(teams.length)
    }),
    { numRuns: 50 },
  )
})

test('never do more people work in a team than it has seats, and who follows comes on a Monday', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const source = random(seed)
      const teams = growTeams(60, source.fork('teams'))
      const tenures = fillSeats(teams, settingsOf({ seed, weeks: 150 }), source)
      for (let day = 0; day < 150 * 7; day += 5) {
        const there = tenures.filter((tenure) => employedOn(tenure, day))
        const counts = Map.groupBy(there, ({ team }) => team)
        for (const [team, members] of counts) {
          expect(members.length).toBeLessThanOrEqual(teams[team]?.seats ?? 0)
        }
      }
      expect(tenures.every(({ from, to }) => from % 7 === 0 && from < to)).toBe(true)
    }),
    { numRuns: 10 },
  )
})

test('twelve in a hundred leave in a year', () => {
  const teams = growTeams(3000, random(1))
  const tenures = fillSeats(teams, settingsOf({ seed: 1, weeks: 52 }), random(2))
  const left = tenures.filter(({ to }) => Number.isFinite(to)).length
  expect(left / 3000).toBeGreaterThan(0.1)
  expect(left / 3000).toBeLessThan(0.14)
})

test('who moves is in the one team until the day before and in the other from that day on', () => {
  const settings = settingsOf({ seed: 1, weeks: 52, faults: { moved_per_year: 0.5 } })
  const tenures = fillSeats(growTeams(200, random(1)), settings, random(2))
  const day = dayOfMoves(52)
  const moved = tenures.filter(({ moves }) => Number.isFinite(moves))
  expect(moved.length).toBeGreaterThan(60)
  for (const tenure of moved) {
    expect(employedOn(tenure, day - 1)).toBe(true)
    expect(teamOn(tenure, day - 1)).toBe(tenure.first_team)
    expect(teamOn(tenure, day)).toBe(tenure.team)
    expect(tenure.team).not.toBe(tenure.first_team)
  }
})
