import { AppError } from '../../errors.ts'
import { dayIn, dayText, type StudyBalance } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import type { StudyRow } from '../../store/studies.ts'
import type { Asking } from '../report.ts'
import { assign } from './assign.ts'
import { balanceOf, withoutTeam } from './balance.ts'
import { drawPast } from './plan.ts'
import { expectedError } from './power.ts'
import { type Placed, placedOf, type StudyTeam, teamsOf } from './teams.ts'

/** The draw of a study: who is in it, which arm each team has, and how even it came out. */
export interface Draw {
  members: Placed[]
  teams: (StudyTeam & { arm: number })[]
  balance: StudyBalance
  /** The standard error that is expected at the end; null: it cannot be known. */
  planned_se: number | null
}

/** Teams that each arm has at least. */
const FEWEST_TEAMS = 2

/**
 * Fixes who is in a study and draws their teams by lot. Throws `conflict` where the first day has passed, since the draw must
 * come before what it is judged by, and where an arm would have fewer than two teams or than the minimum of people.
 */
export async function drawStudy(
  tx: Db,
  study: StudyRow,
  seed: number,
  asking: Asking,
): Promise<Draw> {
  const { scope, members, power } = await drawPast(tx, study, asking)
  const today = dayIn(scope.time_zone, asking.now)
  if (today > study.from)
    throw new AppError(
      'conflict',
      `Its first day, ${dayText(study.from)}, has passed: teams are drawn before anything is measured. Move it with studies.update.`,
    )
  const placed = placedOf(members)
  const teams = teamsOf(placed)
  const arms = assign(teams, seed)
  for (const arm of study.arms.keys()) refuseSmall(teams, arms, arm, scope.minimum)
  return {
    members: placed,
    teams: teams.map((team) => ({ ...team, arm: arms.get(team.team) as number })),
    balance: balanceOf(placed, arms, {
      names: study.arms,
      without_team: withoutTeam(members),
      minimum: scope.minimum,
    }),
    planned_se: expectedError(power),
  }
}

function refuseSmall(
  teams: readonly StudyTeam[],
  arms: ReadonlyMap<number, number>,
  arm: number,
  minimum: number,
): void {
  const theirs = teams.filter(({ team }) => arms.get(team) === arm)
  const people = theirs.reduce((sum, team) => sum + team.people, 0)
  if (theirs.length >= FEWEST_TEAMS && people >= minimum) return
  throw new AppError(
    'conflict',
    `Each arm needs ${FEWEST_TEAMS} teams and ${minimum} people at least. Widen the teams and filters of the study.`,
  )
}
