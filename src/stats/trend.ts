import { clusteredError } from './clustered-error.ts'
import { deviations } from './deviations.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { faultOf } from './fault.ts'
import { type Kendall, kendall } from './ranks/kendall.ts'
import { isReason, type Reason, reason } from './reason.ts'
import { countTeams, type Sample } from './sample.ts'

/** How people's values rise or fall along cohorts that are in an order, such as none, monthly, weekly, daily. */
export type Trend = {
  /** The change of the mean from one cohort to the next, on a straight line. */
  slope: Estimate
  /** How far the order of the cohorts and that of the values agree; its p takes people as independent. */
  order: Kendall
  n_people: number[]
  /** Distinct teams of all cohorts; 0 when nobody has a team. */
  n_teams: number
}

/**
 * The trend over cohorts in ascending order: the least-squares slope of the value on the cohort's place, whose standard
 * error takes the people of a team as one, and Kendall's tau-b. An empty cohort keeps its place.
 */
export function trend(cohorts: readonly Sample[]): Trend | Reason {
  const places = cohorts.flatMap(({ values }, place) =>
    new Array<number>(values.length).fill(place),
  )
  const values = cohorts.flatMap((cohort) => Array.from(cohort.values))
  const fault = faultOf({ values })
  if (fault) return fault
  const teams = cohorts.flatMap(({ values, teams }) =>
    Array.from(values, (_, i) => teams?.[i] ?? null),
  )
  const slope = slopeOf(places, { values, teams })
  if (isReason(slope)) return slope
  const order = kendall(places, values)
  if (isReason(order)) return order
  return {
    slope,
    order,
    n_people: cohorts.map(({ values }) => values.length),
    n_teams: countTeams(...cohorts),
  }
}

/** The slope of a person's value on `x`; the influence of each person on it is what the line leaves over, by the distance in `x`. */
function slopeOf(x: number[], { values, teams }: Sample): Estimate | Reason {
  const dx = deviations(x)
  const dy = deviations(values)
  const squares = dx.reduce((sum, d) => sum + d * d, 0)
  if (squares === 0) return reason('too_few_people')
  const slope = dx.reduce((sum, d, i) => sum + d * (dy[i] as number), 0) / squares
  const influences = dx.map((d, i) => (d * ((dy[i] as number) - slope * d)) / squares)
  const error = clusteredError({ values: influences, teams })
  return isReason(error) ? error : estimateOf(slope, error)
}
