import type { Random } from '../stats/random.ts'
import { CYCLE, GEOS, type Geo, RATE, ROLES, type Role } from './coefficients.ts'
import {
  divisionName,
  GROUPS_A_DIVISION,
  groupName,
  TEAMS_A_GROUP,
  teamName,
} from './unit-names.ts'
import { pickByShare } from './weighted.ts'

export interface Team {
  index: number
  name: string
  /** `Division / Group / Team`. */
  path: string
  /** `owner/name` of the repository that the team works in. */
  repo: string
  group: number
  division: number
  seats: number
  /** What most of its people do, and where most of them sit. */
  role: Role
  geo: Geo
  /** What the team itself does to the log rate; `rate` has its group and division besides. */
  own_rate: number
  rate: number
  /** What the team does to the log of the cycle hours. */
  cycle: number
}

/** Teams for so many seats: 4 to 11 in a team, 5 teams in a group, 4 groups in a division. */
export function growTeams(seats: number, random: Random): Team[] {
  const divisions = new Map<number, number>()
  const groups = new Map<number, number>()
  return teamSizes(seats, random).map((size, index) => {
    const group = Math.floor(index / TEAMS_A_GROUP)
    const division = Math.floor(group / GROUPS_A_DIVISION)
    const own_rate = random.normal(0, RATE.team_sd)
    const above =
      drawnOnce(divisions, division, () => random.normal(0, RATE.division_sd)) +
      drawnOnce(groups, group, () => random.normal(0, RATE.group_sd))
    const name = teamName(index)
    return {
      index,
      name,
      path: `${divisionName(division)} / ${groupName(group)} / ${name}`,
      repo: `example/${name.toLowerCase().replaceAll(' ', '-')}`,
      group,
      division,
      seats: size,
      role: pickByShare(ROLES, random),
      geo: pickByShare(GEOS, random),
      own_rate,
      rate: above + own_rate,
      cycle: random.normal(0, CYCLE.team_sd),
    }
  })
}

/** Poisson(6.5) between 4 and 11, so often that the seats are spent; a rest too small for a team joins the last one. */
function teamSizes(seats: number, random: Random): number[] {
  const sizes: number[] = []
  let left = seats
  while (left > 0) {
    const size = Math.min(Math.max(random.poisson(6.5), 4), 11)
    const taken = left - size < 4 ? left : size
    sizes.push(taken)
    left -= taken
  }
  return sizes
}

function drawnOnce(drawn: Map<number, number>, key: number, draw: () => number): number {
  const value = drawn.get(key) ?? draw()
  drawn.set(key, value)
  return value
}
