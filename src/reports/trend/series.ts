import type { Estimate, Interval, Reason, TrendChange, TrendPoint } from '../../model/index.ts'
import { mostApart, peopleOfLarge, roundedOfLarge } from '../../privacy/large-group.ts'
import { shownParts } from '../../privacy/shown-parts.ts'
import { shownPartSize, shownTeams } from '../../privacy/shown-size.ts'
import { isReason, type Reason as NoNumber } from '../../stats/reason.ts'
import { differenceOfSums, meanOfSums, ratioOfSums } from '../../stats/team-sums.ts'
import { INTERVAL_FROM } from '../cohort/measure.ts'
import { tooFewPeople, withheld } from '../reasons.ts'
import type { StepSums, Sums } from './draw-sums.ts'
import type { Question } from './question.ts'

/** Which metric of which cohort, and of which steps, by their first days, nothing is shown because of what was shown before. */
export interface Place {
  metric: number
  cohort: number
  refused: ReadonlySet<string>
}

/** The steps of one cohort as they may be shown: in each its siblings decide with it what is hidden. */
export function pointsOf(question: Question, sums: Sums, place: Place): TrendPoint[] {
  return question.steps.map(({ from }) => pointOf(question, sums, place, from))
}

function pointOf(question: Question, sums: Sums, place: Place, from: string): TrendPoint {
  const { minimum, metrics } = question
  const step = shownStep(question, sums, place, from)
  if (step === null)
    return {
      from,
      people: null,
      teams: null,
      estimate: null,
      interval: null,
      reason: withheld({ refused: place.refused.has(from) }, minimum),
    }
  const { kind = 'rate' } = metrics[place.metric] ?? {}
  const mean = SCALES[kind](step.s / step.n)
  const of = { minimum, people: [step.n] }
  const scale = (value: number) => roundedOfLarge(SCALES[kind](value), mostApart(kind, mean), of)
  const people = shownPartSize(step.n, sums.people(place.cohort, from), minimum)
  const answer = step.n < INTERVAL_FROM ? tooFewPeople(INTERVAL_FROM) : meanOfSums(step)
  return {
    from,
    people: people === null ? null : peopleOfLarge(people),
    teams: shownTeams(step.named),
    estimate: scale(step.s / step.n),
    interval: 'reason' in answer ? null : scaled(answer.interval, scale),
    reason: 'reason' in answer ? answer : null,
  }
}

/** The last step against the one before and the one a year before, where there are days known of them. */
export function changesOf(question: Question, sums: Sums, place: Place): TrendChange[] {
  const { earlier, steps } = question
  const last = steps.at(-1)?.from ?? ''
  return (['previous', 'year_before'] as const).flatMap((against) => {
    const from = earlier[against]?.from
    return from === undefined
      ? []
      : [{ against, from, ...changeOf(question, sums, place, last, from) }]
  })
}

function changeOf(question: Question, sums: Sums, place: Place, last: string, from: string) {
  const [x, y] = [last, from].map((day) => shownStep(question, sums, place, day))
  const none = (reason: Reason) => ({ difference: null, ratio: null, reason })
  if (!x || !y) {
    const refused = place.refused.has(last) || place.refused.has(from)
    return none(withheld({ refused }, question.minimum))
  }
  if (Math.min(x.n, y.n) < INTERVAL_FROM) return none(tooFewPeople(INTERVAL_FROM))
  const shared = sums.shared(place.cohort, from, place.metric)
  const difference = differenceOfSums(x, y, shared)
  if (isReason(difference)) return none(difference)
  const { kind = 'rate' } = question.metrics[place.metric] ?? {}
  const of = { minimum: question.minimum, people: [x.n, y.n] }
  const mean = y.s / y.n
  const most = mostApart(kind, mean)
  const by = (apart: number) => (value: number) => roundedOfLarge(SCALES[kind](value), apart, of)
  if (kind === 'log')
    return { difference: null, ratio: shown(difference, by(mostApart(kind, 1))), reason: null }
  return {
    difference: shown(difference, by(most)),
    ratio: shown(ratioOfSums(x, y, shared), by(most / mean)),
    reason: null,
  }
}

/** The sums of a step, if they may be shown. */
function shownStep(question: Question, sums: Sums, place: Place, day: string): StepSums | null {
  const { metric, cohort, refused } = place
  if (refused.has(day) || !passes(question, sums, { metric, cohort, day })) return null
  return sums.step(cohort, day, metric)
}

/** Whether the minimum lets a metric of a cohort be shown beside the other cohorts of the step. */
export function passes(
  { cohorts, minimum }: Question,
  sums: Sums,
  { metric, cohort, day }: { metric: number; cohort: number; day: string },
): boolean {
  const people = cohorts.map((_, place) => sums.people(place, day))
  const having = cohorts.map((_, place) => sums.step(place, day, metric)?.n ?? 0)
  return [people, having].every((sizes) => shownParts(sizes, minimum)[cohort] === true)
}

const same = (value: number) => value

/** How what is added up becomes what is told. */
const SCALES = { rate: same, share: same, log: Math.exp }

function shown(estimate: Estimate | NoNumber, scale: (value: number) => number): Estimate | null {
  if ('reason' in estimate) return null
  return { estimate: scale(estimate.estimate), interval: scaled(estimate.interval, scale) }
}

function scaled({ low, high, level }: Interval, scale: (value: number) => number): Interval {
  return { low: scale(low), high: scale(high), level }
}
