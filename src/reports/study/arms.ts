import type { MetricDefinition } from '../../metrics/metric.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { countTeams } from '../../stats/sample.ts'
import type { Arm, Members } from '../cohort/arm.ts'
import type { Person } from '../cohort/draw-samples.ts'

/** The people of each arm of whom anything is known, and whether the arm may be shown. */
export function armMembers(
  names: readonly string[],
  people: readonly Person[],
  minimum: number,
): Members[] {
  const groups = names.map((_, arm) => people.filter(({ cohort }) => cohort === arm))
  const shown = shownParts(
    groups.map(({ length }) => length),
    minimum,
  )
  return names.map((name, arm) => {
    const people = groups[arm] ?? []
    return { name, values: [name], people, teams: teamsAmong(people), shown: shown[arm] === true }
  })
}

/** One metric of each arm, by its place in the question: whoever has a value. */
export function metricArms(
  arms: readonly Members[],
  { metric, place: at, minimum }: { metric: MetricDefinition; place: number; minimum: number },
): Arm[] {
  const known = arms.map(({ people }) =>
    people.filter(({ values }) => (values[at] ?? null) !== null),
  )
  const shown = shownParts(
    known.map(({ length }) => length),
    minimum,
  )
  return arms.map(({ name, people, ...arm }, place) => {
    const theirs = known[place] ?? []
    return {
      cohort: name,
      sample: {
        values: Float64Array.from(theirs, ({ values }) => values[at] as number),
        teams: theirs.map(({ team }) => team),
        strata: theirs.map(() => []),
        ...(metric.buckets && { events: eventsOf(theirs, at) }),
      },
      members: theirs.map(({ id }) => id),
      people: theirs.length,
      teams: teamsAmong(theirs),
      of_people: people.length,
      shown: arm.shown && shown[place] === true,
      waiting: theirs.some(({ waiting }) => waiting),
    }
  })
}

/** The buckets of all of them; null where somebody's are not known. */
function eventsOf(people: readonly Person[], metric: number): Uint8Array[] | null {
  const known = people.flatMap(({ events }) => events?.[metric] ?? [])
  return known.length === people.length ? known : null
}

function teamsAmong(people: readonly Person[]): number {
  return countTeams({ values: [], teams: people.map(({ team }) => team) })
}
