import { quantile } from '../../stats/quantile.ts'
import type { Member } from './population.ts'

/** Somebody who has a team. */
export type Placed = Member & { team: number; team_name: string }

/** A team that can be drawn, with the stratum within which it is. */
export interface StudyTeam {
  team: number
  name: string
  stratum: string
  people: number
}

const SENIOR = 'L4–5'

/** Those of a population who have a team. */
export function placedOf(members: readonly Member[]): Placed[] {
  return members.filter((member): member is Placed => member.team !== null)
}

/** The teams of people, each in the stratum of its division and of its level mix: more or fewer seniors than half of the teams. */
export function teamsOf(members: readonly Placed[]): StudyTeam[] {
  const groups = [...Map.groupBy(members, ({ team }) => team).values()]
  if (groups.length === 0) return []
  const middle = quantile(groups.map(seniors), 0.5)
  return groups.map((group) => {
    const { team, team_name: name, division } = group[0] as Placed
    const mix = seniors(group) > middle ? 'more seniors' : 'fewer seniors'
    return { team, name, stratum: `${division ?? 'no division'} | ${mix}`, people: group.length }
  })
}

function seniors(group: readonly Placed[]): number {
  return group.filter(({ level_band }) => level_band === SENIOR).length / group.length
}
