import type { MetricDefinition } from '../../metrics/metric.ts'
import { type Estimate, Metric, type Reason, type StudyMetric } from '../../model/index.ts'
import { confidenceSequence } from '../../stats/trial/confidence-sequence.ts'
import { cuped } from '../../stats/trial/cuped.ts'
import { type TwoMeans, twoMeans } from '../../stats/two-means.ts'
import type { Arm } from '../cohort/arm.ts'
import { compared } from '../cohort/compare.ts'
import { quantileRatios } from '../cohort/event-quantiles.ts'
import { INTERVAL_FROM, measure, nothing } from '../cohort/measure.ts'
import { rounded } from '../gate/round.ts'
import { guardrailOf } from '../impact/guardrail.ts'
import { tooFewPeople, withheld } from '../reasons.ts'
import { studySentence } from './sentence.ts'

/** How a metric of a study is told. */
export interface Telling {
  role: StudyMetric['role']
  /** Whether it is a look before the end, at which only the always-valid interval may be seen. */
  interim: boolean
  /** What people had before the study, by user; null: unknown. */
  before: ReadonlyMap<number, number | null>
  /** The standard error that was expected at the end; null: unknown. */
  planned_se: number | null
  minimum: number
}

/** A metric of a study: its arms as they were drawn, the first against the second, and the same held against the past. */
export function studyMetric(
  metric: MetricDefinition,
  arms: readonly Arm[],
  telling: Telling,
): StudyMetric {
  const { role, interim, minimum } = telling
  const [x, y] = arms as [Arm, Arm]
  const reason = gate(x, y, minimum)
  const means = reason ?? twoMeans(x.sample, y.sample)
  const base = { metric: Metric.parse(metric), role }
  const told =
    'reason' in means
      ? { ...NO_DIFFERENCE, cohorts: cohortsOf(arms, metric, telling), reason: means }
      : (interim ? lookOf : resultOf)(means, [x, y], metric, telling)
  // words and figures must not differ in their last digit
  const answer = rounded({ ...base, ...told })
  return { ...answer, sentence: studySentence(answer) }
}

const NO_ADJUSTED = { difference: null, ratio: null, variance_left: null, reason: null }
const NO_DIFFERENCE = {
  difference: null,
  ratio: null,
  adjusted: NO_ADJUSTED,
  sequence: null,
  guardrail: null,
  smallest_detectable: { difference: null, ratio: null },
}

function gate(x: Arm, y: Arm, minimum: number): Reason | undefined {
  if (!x.shown || !y.shown) return withheld(x.shown ? y : x, minimum)
  if (Math.min(x.people, y.people) < INTERVAL_FROM) return tooFewPeople(INTERVAL_FROM)
}

/** What arms have by themselves would give away before the end what the sequence keeps back. */
function cohortsOf(arms: readonly Arm[], metric: MetricDefinition, telling: Telling) {
  const { interim, minimum } = telling
  return arms.map((arm) =>
    interim ? nothing(arm.cohort, LOCKED) : { ...measure(arm, metric, minimum), dots: null },
  )
}

const LOCKED: Reason = {
  reason: 'hidden',
  message: 'Not shown before the end of the study.',
}

function resultOf(means: TwoMeans, [x, y]: [Arm, Arm], metric: MetricDefinition, telling: Telling) {
  const quantiles = quantileRatios(x, y, { metric, minimum: telling.minimum })
  const { difference, ratio, smallest_detectable } = compared(means, metric)
  const effect = metric.kind === 'share' ? difference : percentOf(ratio)
  return {
    cohorts: cohortsOf([x, y], metric, telling),
    ...{ difference, ratio, smallest_detectable },
    ...(quantiles && { quantiles }),
    adjusted: adjustedOf(x, y, metric, telling),
    sequence: null,
    guardrail: telling.role === 'guardrail' ? guardrailOf(effect, metric, null) : null,
    reason: null,
  }
}

/** A ratio as a change in per cent. */
function percentOf(ratio: Estimate | null): Estimate | null {
  if (ratio === null) return null
  const { low, high, level } = ratio.interval
  const change = (it: number) => 100 * (it - 1)
  return {
    estimate: change(ratio.estimate),
    interval: { low: change(low), high: change(high), level },
  }
}

function adjustedOf(x: Arm, y: Arm, metric: MetricDefinition, telling: Telling) {
  const [mine, theirs] = [withPast(x, telling), withPast(y, telling)]
  const few = Math.min(mine.values.length, theirs.values.length) < INTERVAL_FROM
  const answer = few ? tooFewPeople(INTERVAL_FROM) : cuped(mine, theirs)
  if ('reason' in answer) return { ...NO_ADJUSTED, reason: answer }
  const { difference, ratio } = compared(answer, metric)
  return { difference, ratio, variance_left: answer.variance_left, reason: null }
}

/** The people of an arm whose past is known too. */
function withPast({ sample, members }: Arm, { before }: Telling) {
  const places = members.flatMap((id, place) => ((before.get(id) ?? null) === null ? [] : [place]))
  return {
    values: places.map((place) => sample.values[place] as number),
    teams: places.map((place) => sample.teams?.[place] ?? null),
    before: places.map((place) => before.get(members[place] as number) as number),
  }
}

function lookOf(means: TwoMeans, arms: [Arm, Arm], metric: MetricDefinition, telling: Telling) {
  const { estimate, se } = means.difference
  const { planned_se } = telling
  const cohorts = cohortsOf(arms, metric, telling)
  if (planned_se === null || !(planned_se > 0))
    return { ...NO_DIFFERENCE, cohorts, reason: UNPLANNED }
  const it = { estimate, interval: confidenceSequence(estimate, se, planned_se) }
  const log = metric.kind === 'log'
  const sequence = { difference: log ? null : it, ratio: log ? asRatio(it) : null }
  return { ...NO_DIFFERENCE, cohorts, sequence, reason: null }
}

function asRatio({ estimate, interval: { low, high, level } }: Estimate): Estimate {
  const interval = { low: Math.exp(low), high: Math.exp(high), level }
  return { estimate: Math.exp(estimate), interval }
}

const UNPLANNED: Reason = {
  reason: 'too_few_people',
  message:
    'Too little was known before the start to say how exact the end would be, so nothing is shown before it.',
}
