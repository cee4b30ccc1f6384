import type { MetricDefinition } from '../../metrics/metric.ts'
import { cohortFamilies, gated, releaseNameOf } from '../gate/cohort-groups.ts'
import type { Family } from '../gate/release.ts'
import { type Arm, armsOf, type Members, membersOf } from './arm.ts'
import type { Person } from './draw-samples.ts'
import { besideLast, OTHER_TIME, type Pair, panelOf, restsOf } from './pairs.ts'
import type { Question } from './question.ts'
import { asAsked } from './survey-answers.ts'
import { isSurvey } from './survey-metrics.ts'

/** The cohorts in one period: who is in them, and each metric of those who have a value. */
export interface Side {
  question: Question
  people: Person[]
  members: Members[]
  /** By metric, whom of each cohort it could be about: of an item of a survey whoever was asked. */
  asked: Members[][]
  /** By metric, a cohort each. */
  arms: Arm[][]
  /** By metric, what is compared beside the cohorts themselves: everybody else, or those who are in both periods. */
  beside: Arm[][]
}

/** The side of a period, before the gate; `beside` is still empty. */
export function sideOf(question: Question, people: Person[]): Side {
  const members = membersOf(question, people)
  const asked = question.metrics.map((metric, place) =>
    isSurvey(metric) ? membersOf(question, surveyedIn(people, place)) : members,
  )
  const arms = asked.map((some, place) => armsOf(question, some, place))
  return { question, people, members, asked, arms, beside: [] }
}

function surveyedIn(people: readonly Person[], metric: number): Person[] {
  return people.filter(({ surveyed }) => surveyed?.[metric]).map(asAsked)
}

/** The period of the question, and the other one if there is one, with whatever is compared in them. */
export interface Sides {
  now: Side
  other?: Side
}

/** Adds what the cohorts are held against. */
export function withBeside({ now, other }: Sides): Sides {
  if (other === undefined)
    return { now: now.question.others ? { ...now, beside: now.arms.map(restsOf) } : now }
  const panels = now.question.metrics.map((metric, place) =>
    panelOf(now.arms[place] ?? [], other.arms[place] ?? [], metric, now.question.minimum),
  )
  return {
    now: { ...now, beside: panels.map(({ x }) => x) },
    other: { ...other, beside: panels.map(({ y }) => y) },
  }
}

/** All groups of whom something would be shown, period by period. */
export function familiesOf({ now, other }: Sides): Family[] {
  const families = familiesIn(now, 0)
  return other === undefined ? families : [...families, ...familiesIn(other, families.length)]
}

/** Those of a period, of whose families so many stand before. */
function familiesIn({ question, members, arms, beside }: Side, before: number): Family[] {
  const { metrics, tool, period } = question
  const cohorts = cohortFamilies(question, members, arms)
  return [
    ...cohorts,
    ...beside.map((groups, place) => ({
      metric: releaseNameOf(metrics[place] as MetricDefinition, tool),
      only_with: [1 + place],
      groups,
    })),
  ].map(({ only_with = [], ...family }) => ({
    ...family,
    period,
    only_with: only_with.map((place) => before + place),
  }))
}

/** The sides as the gate lets them through, with what it says of each group of each family. */
export function passed({ now, other }: Sides, shown: readonly boolean[][]): Sides {
  const own = 1 + now.arms.length + now.beside.length
  return {
    now: sidePassed(now, shown.slice(0, own)),
    ...(other && { other: sidePassed(other, shown.slice(own)) }),
  }
}

function sidePassed(side: Side, [cohorts, ...shown]: readonly boolean[][]): Side {
  const { members, arms, beside } = side
  return {
    ...side,
    members: gated(members, cohorts),
    arms: arms.map((some, place) => gated(some, shown[place], cohorts)),
    beside: beside.map((some, place) => gated(some, shown[arms.length + place], cohorts)),
  }
}

/** The sides without those who are told of nowhere by themselves. */
export function listed({ now, other }: Sides): Sides {
  return { now: listedIn(now), ...(other && { other: listedIn(other) }) }
}

function listedIn(side: Side): Side {
  const told = <T>(all: readonly T[]) =>
    all.filter((_, place) => side.question.cohorts[place]?.listed === true)
  return {
    ...side,
    question: { ...side.question, cohorts: told(side.question.cohorts) },
    members: told(side.members),
    asked: side.asked.map(told),
    arms: side.arms.map(told),
    beside: side.beside.map(told),
  }
}

/** Each cohort of a metric beside what it is held against. */
export function pairsOf({ now, other }: Sides, place: number): Pair[] {
  const arms = now.arms[place] ?? []
  const beside = now.beside[place] ?? []
  if (other !== undefined)
    return arms.flatMap((_, i) => {
      const [x, y, against] = [beside[i], other.beside[place]?.[i], other.arms[place]?.[i]]
      if (x === undefined || y === undefined || against === undefined) return []
      return [{ x, y: renamed(y), against: renamed(against), paired: true }]
    })
  if (!now.question.others) return besideLast(now.question, arms)
  return arms.flatMap((x, i) => {
    const y = beside[i]
    return y === undefined ? [] : [{ x, y, against: y }]
  })
}

function renamed(arm: Arm): Arm {
  return { ...arm, cohort: OTHER_TIME }
}
