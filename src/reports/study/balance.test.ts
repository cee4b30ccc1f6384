import { expect, test } from 'vitest'
import { balanceOf } from './balance.ts'
import type { Placed } from './teams.ts'

/** So many people of a level in a team, which is drawn to the arm of its number. */
const members = (count: number, level_band: string, team: number, from: number): Placed[] =>
  Array.from({ length: count }, (_, i) => ({
    id: from + i,
    team,
    team_name: `T${team}`,
    division: null,
    level_band,
  }))

test('the make-up of the arms tells of no level of too few, neither beside everybody nor arm by arm', () => {
  const placed = [
    ...members(20, 'L3', 0, 1),
    ...members(21, 'L3', 1, 101),
    ...members(10, 'L4', 0, 201),
    ...members(8, 'L4', 1, 301),
    ...members(2, 'L9', 0, 401),
    ...members(1, 'L9', 1, 501),
  ]
  const arms = new Map([
    [0, 0],
    [1, 1],
  ])
  const { rows } = balanceOf(placed, arms, { names: ['a', 'b'], without_team: 0, minimum: 5 })
  expect(rows).toEqual([
    { trait: 'Level', value: 'L3', everybody: 0.65, arms: [0.6, 0.7] },
    { trait: 'Level', value: 'L4', everybody: null, arms: [null, null] },
  ])
})
