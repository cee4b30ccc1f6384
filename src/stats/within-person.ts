import { clusteredError } from './clustered-error.ts'
import { deviations } from './deviations.ts'
import { tUpper } from './distributions/t.ts'
import { type Estimate, estimateOf } from './estimate.ts'
import { faultOf } from './fault.ts'
import { demeaned, type Places } from './panel/demeaned.ts'
import { isReason, type Reason, reason } from './reason.ts'
import { countTeams, type Team } from './sample.ts'

/** One row a person and period in which both are known. Persons and periods are numbers from 0. */
export type DoseRows = {
  person: ArrayLike<number>
  period: ArrayLike<number>
  /** The tool's share of the person's own work; never days of use, which rise with all work. */
  dose: ArrayLike<number>
  value: ArrayLike<number>
  /** The team of each person; null for somebody who stands alone. */
  teams: readonly (Team | null)[]
}

/** How a value moves with the dose within the same person and the same calendar: per unit of dose. */
export type WithinPerson = Estimate & {
  p: number
  /** Those known in two periods or more, and their distinct teams; all others say nothing. */
  n_people: number
  n_teams: number
}

/** A dose that persons and periods explain up to this share of its spread is rounding, not variation. */
const ROUNDING = 1e-20

/**
 * The slope b of `value = person + period + b dose`, by ordinary least squares on what persons and periods leave of both.
 * The standard error takes all rows of a team as one. R: `lm(value ~ dose + factor(person) + factor(period))`.
 */
export function withinPerson(rows: DoseRows): WithinPerson | Reason {
  const fault = faultOf({ values: rows.dose }) ?? valueFault(rows.value)
  if (fault) return fault
  const places = placesOf(rows)
  const dose = demeaned(rows.dose, places)
  const squares = sumOfSquares(dose)
  if (squares <= ROUNDING * sumOfSquares(deviations(rows.dose))) return reason('constant')
  const value = demeaned(rows.value, places)
  const slope = dose.reduce((sum, d, i) => sum + d * (value[i] as number), 0) / squares
  const influences = value.map(
    (v, i) => ((v - slope * (dose[i] as number)) * (dose[i] as number)) / squares,
  )
  const people = sumByPerson(influences, places, rows.teams)
  const error = clusteredError(people)
  if (isReason(error)) return error
  return {
    ...estimateOf(slope, error),
    p: 2 * tUpper(Math.abs(slope / error.se), error.df),
    n_people: people.values.length,
    n_teams: countTeams(people),
  }
}

function valueFault(values: ArrayLike<number>): Reason | undefined {
  const fault = faultOf({ values })
  return fault?.reason === 'constant' ? undefined : fault
}

function placesOf({ person, period, teams }: DoseRows): Places {
  const periods = Array.from(period).reduce((most, t) => Math.max(most, t + 1), 0)
  return { person, period, people: teams.length, periods }
}

/** The influences of those with two rows or more. */
function sumByPerson(
  influences: Float64Array,
  { person, people }: Places,
  teams: readonly (Team | null)[],
): { values: number[]; teams: (Team | null)[] } {
  const sums = new Float64Array(people)
  const rows = new Uint32Array(people)
  influences.forEach((influence, i) => {
    const who = person[i] as number
    sums[who] = (sums[who] as number) + influence
    rows[who] = (rows[who] as number) + 1
  })
  const known = [...teams.keys()].filter((who) => (rows[who] as number) > 1)
  return {
    values: known.map((who) => sums[who] as number),
    teams: known.map((who) => teams[who] ?? null),
  }
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}
