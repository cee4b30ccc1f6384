import { expect, test } from 'vitest'
import { random } from '../stats/random.ts'
import { adoptionChance, launchWeek, learned } from './adoption.ts'
import { DRIVERS, LEVELS } from './coefficients.ts'
import { frameOf } from './frame.ts'
import { settingsOf } from './options.ts'
import { drawPeople } from './people.ts'
import { growTeams } from './tree.ts'

const [someone] = drawPeople(
  growTeams(4, random(1)),
  frameOf(settingsOf({ seed: 1, people: 4 })),
  random(2),
)
if (!someone) throw new Error('No person was drawn')
const person = { ...someone, immune: false, from: -700, eagerness: 0, level: LEVELS[1] }
const around = { team_share: 0, shock: 0 }

test('the tool costs in the first two weeks, and is learned from the eighth on', () => {
  expect([0, 1].map(learned)).toEqual([-0.3, -0.3])
  expect(learned(5) - learned(4)).toBeCloseTo(1.3 / 7, 12)
  expect(learned(8)).toBeCloseTo(1, 12)
  expect(learned(30)).toBe(1)
})

test('launch weeks stretch with the length of the organisation', () => {
  expect(launchWeek(28, 80)).toBe(28)
  expect(launchWeek(28, 40)).toBe(14)
})

test('nobody adopts before the launch, and the immune never', () => {
  expect(adoptionChance(person, 19, 20, around, DRIVERS.plain)).toBe(0)
  expect(adoptionChance({ ...person, immune: true }, 30, 20, around, DRIVERS.plain)).toBe(0)
})

test('the weekly chance is 1.8 in a hundred for a middling L2 among people without the tool', () => {
  const chance = adoptionChance(person, 20, 20, around, DRIVERS.plain)
  expect(chance).toBeCloseTo(0.018 * Math.exp(-0.2), 12)
})

test('team mates with the tool make adoption likelier; a good spell does so in the surge alone', () => {
  const chance = (near: typeof around, scenario: 'plain' | 'surge' = 'plain') =>
    adoptionChance(person, 20, 20, near, DRIVERS[scenario]) /
    adoptionChance(person, 20, 20, around, DRIVERS[scenario])
  expect(chance({ team_share: 0.5, shock: 0 })).toBeCloseTo(Math.exp(0.5), 12)
  expect(chance({ team_share: 0, shock: 1 })).toBe(1)
  expect(chance({ team_share: 0, shock: 1 }, 'surge')).toBeCloseTo(Math.exp(0.8), 12)
})

test('hires adopt with a chance of at least a tenth in their first four weeks', () => {
  const hire = { ...person, from: 30 * 7 }
  expect(adoptionChance(hire, 33, 20, around, DRIVERS.plain)).toBe(0.1)
  expect(adoptionChance(hire, 34, 20, around, DRIVERS.plain)).toBeLessThan(0.1)
})
