import type { Random } from '../stats/random.ts'
import { GEOS, LEVELS, type Level, ROLES } from './coefficients.ts'
import type { Settings } from './options.ts'
import { employedOn, type Tenure } from './person.ts'
import type { Team } from './tree.ts'
import { pickByShare } from './weighted.ts'

const LEAVES_A_YEAR = 0.12
const LEAVES_A_WEEK = 1 - (1 - LEAVES_A_YEAR) ** (1 / 52)
const WEEKS_VACANT = 4

/** Who holds which seat from when to when: 12 in 100 leave in a year, and the seat is filled four weeks later. */
export function fillSeats(teams: readonly Team[], settings: Settings, random: Random): Tenure[] {
  const tenures = teams.flatMap((team) =>
    Array.from({ length: team.seats }, () => fillSeat(team, settings.weeks, random)).flat(),
  )
  return reorganised(tenures, teams.length, settings, random.fork('moves'))
}

function fillSeat(team: Team, weeks: number, random: Random): Tenure[] {
  const tenures: Tenure[] = []
  let from = -7 * Math.ceil(26 + Math.min(random.gamma(1, 150), 600))
  while (from < weeks * 7) {
    const to = lastDay(Math.max(from, 0), random)
    const gone = to < weeks * 7 ? to : Number.POSITIVE_INFINITY
    const level = from < 0 ? pickByShare(LEVELS, random) : levelOfHire(random)
    tenures.push({ ...placed(team, random), from, to: gone, level })
    from = 7 * (Math.ceil(to / 7) + WEEKS_VACANT)
  }
  return tenures
}

/** First day gone: Tuesday to Saturday of the week in which the person leaves. */
function lastDay(from: number, random: Random): number {
  const weeks = Math.floor(Math.log(1 - random.uniform()) / Math.log(1 - LEAVES_A_WEEK))
  return from + weeks * 7 + 1 + random.int(5)
}

/** Half of the hires are L1 or L2, within each half as everywhere. */
function levelOfHire(random: Random): Level {
  const junior = random.chance(0.5)
  return pickByShare(junior ? LEVELS.slice(0, 2) : LEVELS.slice(2), random)
}

/** Three in four do what their team does, and 85 in 100 sit where it sits. */
function placed(team: Team, random: Random) {
  return {
    first_team: team.index,
    team: team.index,
    moves: Number.POSITIVE_INFINITY,
    role: random.chance(0.75) ? team.role : pickByShare(ROLES, random),
    geo: random.chance(0.85) ? team.geo : pickByShare(GEOS, random),
  }
}

/** The Monday halfway, as a day of the clock: when people change their teams. */
export function dayOfMoves(weeks: number): number {
  return 7 * Math.floor(weeks / 2)
}

/** Moves people at once, as many as move in the whole time at the yearly share. */
function reorganised(
  tenures: readonly Tenure[],
  teams: number,
  { weeks, faults }: Settings,
  random: Random,
): Tenure[] {
  const day = dayOfMoves(weeks)
  const share = teams > 1 ? (faults.moved_per_year * weeks) / 52 : 0
  return tenures.map((tenure) => {
    if (!random.chance(share) || !employedOn(tenure, day - 1)) return tenure
    return { ...tenure, team: (tenure.team + 1 + random.int(teams - 1)) % teams, moves: day }
  })
}
