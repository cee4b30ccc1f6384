import { shownCrossed } from '../../privacy/shown-crossed.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import type { StratifiedSample } from '../../stats/comparable.ts'
import { countTeams } from '../../stats/sample.ts'
import type { Person } from './draw-samples.ts'
import type { Question } from './question.ts'
import { FEWEST_ANSWERS } from './survey-metrics.ts'

/** One metric of one cohort, before the gate: whoever has a value. */
export interface Arm {
  cohort: string
  sample: ArmSample
  /** Ids of those who have a value. */
  members: number[]
  people: number
  teams: number
  /** People of the cohort, with or without a value. */
  of_people: number
  shown: boolean
  /** Whether it is hidden for what was shown before. */
  refused?: boolean
  /** Whether the buckets that are missing are still to be counted. */
  waiting?: boolean
}

/** The values of people, with the buckets of what the metric counts of each where it is kept; null: not of all of them. */
export type ArmSample = StratifiedSample & { events?: readonly Uint8Array[] | null }

/** The people of each cohort who are in the report, and whether the cohort may be shown. */
export interface Members {
  name: string
  values: string[]
  people: Person[]
  teams: number
  shown: boolean
  /** Whether it is hidden for what was shown before. */
  refused?: boolean
}

/** Who is in the report, by cohort, in the order of the question. */
export function membersOf(question: Question, people: readonly Person[]): Members[] {
  const groups = question.cohorts.map((_, place) =>
    people.filter(({ cohort, reason }) => reason === null && cohort === place),
  )
  const shown = shownAmong(
    question,
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
  const known = members.map(({ people }) => people.filter((person) => isKnown(person, metric)))
  const shown = shownAmong(
    question,
    known.map(({ length }) => length),
    leastOf(question, metric),
  )
  return members.map((cohort, place) => {
    const people = known[place] ?? []
    const sample = sampleOf(people, metric, question)
    return {
      cohort: cohort.name,
      sample,
      members: people.map(({ id }) => id),
      people: sample.values.length,
      teams: countTeams(sample),
      of_people: cohort.people.length,
      shown: cohort.shown && shown[place] === true,
      waiting: people.some(({ waiting }) => waiting),
    }
  })
}

/**
 * Which cohorts may be shown, everybody else among them. Where attributes are crossed, nothing follows either from what is shown of one
 * attribute without the others, which a report that crosses nothing tells.
 */
function shownAmong(
  { cohorts, asked, others }: Pick<Question, 'cohorts' | 'asked' | 'others'>,
  sizes: readonly number[],
  minimum: number,
): boolean[] {
  const rows = asked.length + (others ? 1 : 0)
  const columns = cohorts.length / rows
  if (rows < 2 || columns < 2) return shownParts(sizes, minimum)
  const table = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => sizes[rows * column + row] ?? 0),
  )
  const shown = shownCrossed(table, minimum)
  return sizes.map((_, place) => shown[place % rows]?.[Math.floor(place / rows)] === true)
}

/** Answers to surveys are those of five people at least, however small other groups may be. */
function leastOf({ metrics, minimum }: Question, metric: number): number {
  return metrics[metric]?.of === 'survey' ? Math.max(FEWEST_ANSWERS, minimum) : minimum
}

function isKnown({ values }: Person, metric: number): boolean {
  return values[metric] !== null && values[metric] !== undefined
}

function sampleOf(people: readonly Person[], metric: number, question: Question): ArmSample {
  const values = new Float64Array(people.length)
  people.forEach((person, place) => {
    values[place] = person.values[metric] as number
  })
  return {
    values,
    teams: people.map(({ team }) => team),
    strata: people.map(({ strata }) => strata),
    ...(question.metrics[metric]?.buckets && { events: eventsOf(people, metric) }),
  }
}

function eventsOf(people: readonly Person[], metric: number): Uint8Array[] | null {
  const events: Uint8Array[] = []
  for (const person of people) {
    const theirs = person.events?.[metric]
    if (!theirs) return null
    events.push(theirs)
  }
  return events
}
