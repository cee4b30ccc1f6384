import { shownParts } from '../../privacy/shown-parts.ts'
import type { StratifiedSample } from '../../stats/comparable.ts'
import { countTeams, type Team } from '../../stats/sample.ts'
import type { Person } from './draw-samples.ts'
import type { Question } from './question.ts'
import { strataOf } from './strata.ts'

/** One metric of one cohort, before the gate: whoever has a value. */
export interface Arm {
  cohort: string
  sample: StratifiedSample
  people: number
  teams: number
  /** People of the cohort, with or without a value. */
  of_people: number
  shown: boolean
}

/** The people of each cohort who are in the report, and whether the cohort may be shown. */
export interface Members {
  name: string
  values: string[]
  people: Person[]
  teams: number
  shown: boolean
}

/** Who is in the report, by cohort, in the order of the question. */
export function membersOf(question: Question, people: readonly Person[]): Members[] {
  const groups = question.cohorts.map((_, place) =>
    people.filter(({ cohort, reason }) => reason === null && cohort === place),
  )
  const shown = shownParts(
    groups.map(({ length }) => length),
    question.minimum,
  )
  return question.cohorts.map(({ name, values }, place) => {
    const members = groups[place] ?? []
    const teams = countTeams({ values: [], teams: members.map(({ team }) => team) })
    return { name, values, people: members, teams, shown: shown[place] === true }
  })
}

/** The arms of a metric, in the order of the cohorts. What is hidden of a cohort is hidden of its metrics. */
export function armsOf(question: Question, members: readonly Members[], metric: number): Arm[] {
  const samples = members.map(({ people }) => sampleOf(people, metric, question))
  const shown = shownParts(
    samples.map(({ values }) => values.length),
    question.minimum,
  )
  return members.map((cohort, place) => {
    const sample = samples[place] as StratifiedSample
    return {
      cohort: cohort.name,
      sample,
      people: sample.values.length,
      teams: countTeams(sample),
      of_people: cohort.people.length,
      shown: cohort.shown && shown[place] === true,
    }
  })
}

function sampleOf(people: Person[], metric: number, question: Question): StratifiedSample {
  const values: number[] = []
  const teams: (Team | null)[] = []
  const strata: string[][] = []
  for (const person of people) {
    const value = person.values[metric]
    if (value === null || value === undefined) continue
    values.push(value)
    teams.push(person.team)
    strata.push(strataOf(person, question.traits))
  }
  return { values: Float64Array.from(values), teams, strata }
}
