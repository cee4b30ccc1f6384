import type { Estimate, ToolSegment } from '../../model/index.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { type ObservedExpected, observedExpected } from '../../stats/observed-expected.ts'
import { type Noisy, type Shrunk, shrink } from '../../stats/shrink.ts'
import { impactFamilies } from '../gate/impact-groups.ts'
import type { Family } from '../gate/release.ts'
import type { Person } from '../impact/draw-people.ts'
import { measuredStudy, type Study } from '../impact/draw-studies.ts'
import { PANEL_KIND, shownEffect } from '../impact/scale.ts'
import { shownTeamsOf } from '../impact/shown-teams.ts'
import { hidden, tooFewPeople, withheld } from '../reasons.ts'
import { partOf } from './part-of.ts'

/** Fewer on one side say too little of a segment. */
const FEWEST = { people: 30, teams: 10 }

/** A segment with its own part of the study. */
export interface Segment {
  name: string
  members: Person[]
  study: Study
}

/** The parts of a study that segments make; a segment is a list of places among the people studied. */
export function segmentsOf(
  study: Study,
  studied: readonly Person[],
  segments: readonly { name: string; places: readonly number[] }[],
): Segment[] {
  return segments.map(({ name, places }) => {
    const members = places.map((place) => studied[place] as Person)
    return { name, members, study: measuredStudy(study.metric, partOf(study.panel, places)) }
  })
}

/** The segments as the gate asks for them: both sides of all of them beside one another, under the names of the whole report. */
export function segmentFamilies(
  segments: readonly Segment[],
  question: Parameters<typeof impactFamilies>[0],
): Family[] {
  const sides = segments.map(({ members, study: { roles } }) =>
    impactFamilies(question, members, roles),
  )
  return [0, 1].flatMap((side) => {
    const groups = sides.flatMap((families) => families[side]?.groups ?? [])
    const metric = sides[0]?.[side]?.metric
    const shown = shownParts(
      groups.map(({ members }) => members.length),
      question.minimum,
    )
    return metric === undefined
      ? []
      : [{ metric, groups: groups.map((group, i) => ({ ...group, shown: shown[i] === true })) }]
  })
}

/**
 * The effect in each segment, drawn towards that on all as far as chance makes segments differ (empirical Bayes). A segment of
 * fewer than 30 people or 10 teams on either side is not shown, nor is one alone.
 */
export function segmentEffects(
  segments: readonly Segment[],
  whole: Study,
  { minimum, passes }: { minimum: number; passes: readonly { shown: boolean; refused: boolean }[] },
): ToolSegment[] {
  const found = segments.map((segment, place) => foundOf(segment, passes[place], minimum))
  const kind = PANEL_KIND[whole.metric.kind]
  const all = observedExpected(whole.panel, kind, whole.compared)
  const some = found.flatMap((it) => ('answer' in it ? [noisy(it.answer, whole)] : []))
  if ('reason' in all || some.length < 2)
    return found.map((it) => ('answer' in it ? { ...it.segment, reason: ALONE } : it.segment))
  const drawn = shrink(some, noisy(all, whole)).segments.values()
  return found.map((it) =>
    'answer' in it ? withEffect(it.segment, drawn.next().value as Shrunk, whole) : it.segment,
  )
}

const ALONE = {
  reason: 'too_few_people' as const,
  message: 'Not shown: no other segment is large enough to say how far segments differ.',
}

type Found = { segment: ToolSegment } | { segment: ToolSegment; answer: ObservedExpected }

function foundOf(
  { name, study }: Segment,
  pass: { shown: boolean; refused: boolean } | undefined,
  minimum: number,
): Found {
  const none = { adopters: null, controls: null }
  const segment = { name, people: none, teams: none, effect: null, weight: null, reason: null }
  if (!pass?.shown) return { segment: { ...segment, reason: withheld(pass ?? {}, minimum) } }
  const answer = observedExpected(study.panel, PANEL_KIND[study.metric.kind], study.compared)
  if ('reason' in answer) return { segment: { ...segment, reason: answer } }
  const { n_people, n_teams } = answer
  const people = {
    adopters: shownSize(n_people.adopters, minimum),
    controls: shownSize(n_people.controls, minimum),
  }
  if (people.adopters === null || people.controls === null)
    return { segment: { ...segment, reason: hidden(minimum) } }
  const sized = { ...segment, people, teams: shownTeamsOf(n_teams) }
  if (Math.min(n_people.adopters, n_people.controls) < FEWEST.people)
    return { segment: { ...sized, reason: tooFewPeople(FEWEST.people) } }
  if (Math.min(n_teams.adopters, n_teams.controls) < FEWEST.teams)
    return { segment: { ...sized, reason: FEW_TEAMS } }
  return { segment: sized, answer }
}

const FEW_TEAMS = {
  reason: 'too_few_teams' as const,
  message: `Not shown: fewer than ${FEWEST.teams} teams on one side.`,
}

/** On the scale of estimation, where errors are as large upwards as downwards. */
function noisy({ estimate, se }: ObservedExpected, { metric }: Study): Noisy {
  return { estimate: metric.kind === 'share' ? estimate : Math.log1p(estimate), se }
}

function withEffect(segment: ToolSegment, { weight, ...drawn }: Shrunk, { metric }: Study) {
  const scale = metric.kind === 'share' ? (x: number) => x : Math.expm1
  const effect: Estimate = shownEffect({
    estimate: scale(drawn.estimate),
    interval: {
      low: scale(drawn.interval.low),
      high: scale(drawn.interval.high),
      level: drawn.interval.level,
    },
  })
  return { ...segment, effect, weight }
}
