import type { Random } from '../stats/random.ts'
import { GEOS } from './coefficients.ts'
import type { Frame } from './frame.ts'
import { drawName } from './naming.ts'
import type { Team } from './tree.ts'
import { pickByShare } from './weighted.ts'

/** Somebody of the organisation who writes no code. */
export interface Staff {
  name: string
  email: string
  role: string
  geo: string
  time_zone: string
  start_date: string
  /** Path of the unit; of its head, `leads` is true. */
  team: string
  leads: boolean
}

/** A head for each division, and for each group a manager who leads it and a product manager. */
export function drawStaff(teams: readonly Team[], frame: Frame, random: Random): Staff[] {
  const paths = teams.map(({ path }) => path.split(' / '))
  const divisions = [...new Set(paths.map(([division = '']) => division))]
  const groups = [...new Set(paths.map(([division, group]) => `${division} / ${group}`))]
  const draw = (role: string, team: string, leads: boolean) => ({
    ...drawColleague(frame, random),
    role,
    team,
    leads,
  })
  return [
    ...divisions.map((team) => draw('Director', team, true)),
    ...groups.map((team) => draw('Engineering manager', team, true)),
    ...groups.map((team) => draw('Product manager', team, false)),
  ]
}

function drawColleague({ mailbox, clock }: Frame, random: Random) {
  const geo = pickByShare(GEOS, random)
  const name = drawName(geo.name, random)
  return {
    name: `${name.given} ${name.family}`,
    email: mailbox(name),
    geo: geo.name,
    time_zone: random.pick(geo.zones),
    start_date: clock.day(-7 * (10 + random.int(500))),
  }
}
