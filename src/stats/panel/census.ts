import type { Groups } from './groups.ts'
import { ADOPTER, CONTROL, type Sums } from './sums.ts'

/** How many stand on each side. Someone who adopted later than others counts on both. */
export type Sides = { adopters: number; controls: number }

/** The people and the teams an estimate rests on; somebody without team is a team of one. */
export type Census = { people: Sides; teams: Sides }

/** Counts those with outcomes after adoption. */
export function census({ roles }: Sums, groups: Groups): Census {
  return {
    people: { adopters: countPeople(roles, ADOPTER), controls: countPeople(roles, CONTROL) },
    teams: {
      adopters: countTeams(roles, ADOPTER, groups),
      controls: countTeams(roles, CONTROL, groups),
    },
  }
}

function countPeople(roles: Uint8Array, role: number): number {
  return roles.reduce((count, bits) => count + (bits & role ? 1 : 0), 0)
}

function countTeams(roles: Uint8Array, role: number, { team, teams }: Groups): number {
  const present = new Uint8Array(teams)
  roles.forEach((bits, person) => {
    if (bits & role) present[team[person] as number] = 1
  })
  return countPeople(present, 1)
}
