import { deviations } from '../deviations.ts'
import { faultOf } from '../fault.ts'
import { type Reason, reason } from '../reason.ts'
import type { Sample, Team } from '../sample.ts'

/**
 * How alike the values of a team's people are: the share of the variance that lies between teams, from 0 to 1, from mean
 * squares between and within teams of any sizes (Donner 1986); R: `anova(lm(value ~ factor(team)))`. 0 where teams differ less
 * than chance would have it. A person without team is a team of one.
 */
export function intraclassCorrelation({ values, teams }: Sample): number | Reason {
  const fault = faultOf({ values })
  if (fault) return fault
  const groups = byTeam(deviations(values), teams)
  const n = values.length
  if (groups.length < 2) return reason('too_few_teams')
  if (groups.length === n) return reason('too_few_people')
  const within = sum(groups.flatMap((group) => [...deviations(group)].map((d) => d * d)))
  const between = sum(groups.map((group) => sum(group) ** 2 / group.length))
  const size = (n - sum(groups.map(({ length }) => length ** 2)) / n) / (groups.length - 1)
  const [msWithin, msBetween] = [within / (n - groups.length), between / (groups.length - 1)]
  return Math.max(0, (msBetween - msWithin) / (msBetween + (size - 1) * msWithin))
}

function byTeam(values: Float64Array, teams: Sample['teams']): number[][] {
  const places = [...values.keys()]
  const groups = Map.groupBy(places, (i): Team | symbol => teams?.[i] ?? Symbol())
  return [...groups.values()].map((group) => group.map((i) => values[i] as number))
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
