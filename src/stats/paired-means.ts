import { isReason, type Reason } from './reason.ts'
import { countTeams, type Sample, type Team } from './sample.ts'
import { type TwoMeans, twoMeans } from './two-means.ts'

/** Values of people at one time, with who they are. */
export type Panel = Sample & { people: readonly number[] }

/**
 * The means of the same people at two times, first minus second: R's `t.test(x, y, paired = TRUE)`. The people of a team count as
 * one; who moved belongs to the team of the first time. Who is there at one time alone counts there, as somebody else.
 */
export function pairedMeans(x: Panel, y: Panel): TwoMeans | Reason {
  const first = new Map(x.people.map((id, place) => [id, x.teams?.[place] ?? null]))
  // without a team a person is a team of one, the same at both times
  const teamIn = ({ people, teams }: Panel): Team[] =>
    people.map((id, place) => (first.has(id) ? first.get(id) : teams?.[place]) ?? `person ${id}`)
  const means = twoMeans(
    { values: x.values, teams: teamIn(x) },
    { values: y.values, teams: teamIn(y) },
  )
  return isReason(means) ? means : { ...means, n_teams: countTeams(x, y) }
}
