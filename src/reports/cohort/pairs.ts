import type { MetricDefinition } from '../../metrics/metric.ts'
import { countTeams } from '../../stats/sample.ts'
import type { Arm } from './arm.ts'
import { INTERVAL_FROM } from './measure.ts'
import type { Question } from './question.ts'
import { FEWEST_ANSWERS, isSurvey } from './survey-metrics.ts'

/** One cohort of a metric, and what it is held against. */
export interface Pair {
  x: Arm
  y: Arm
  /** Who is told of beside the cohort, where that is none of the cohorts. */
  against?: Arm
  /** The two are mostly the same people, at two times. */
  paired?: boolean
}

/** What everybody else is called. */
const EVERYBODY_ELSE = 'everybody else'

/** What a cohort of the other period is called. */
export const OTHER_TIME = 'the same cohort in the other period'

/** Each cohort beside the last of those with the same further values. */
export function besideLast({ asked }: Pick<Question, 'asked'>, arms: readonly Arm[]): Pair[] {
  return arms.flatMap((x, place) => {
    const last = Math.floor(place / asked.length) * asked.length + asked.length - 1
    const y = arms[last]
    return y === undefined || place === last ? [] : [{ x, y }]
  })
}

/** For each arm everybody who has a value and is not in it, those who are told of nowhere by themselves among them. */
export function restsOf(arms: readonly Arm[]): Arm[] {
  return arms
    .map((arm) => joined(arms.filter((other) => other !== arm)))
    .map((rest, place) => ({ ...rest, shown: arms[place]?.shown === true && rest.people > 0 }))
}

function joined(arms: readonly Arm[]): Arm {
  const sample = {
    values: Float64Array.from(arms.flatMap(({ sample }) => Array.from(sample.values))),
    teams: arms.flatMap(({ sample }) => sample.teams ?? []),
    strata: arms.flatMap(({ sample }) => sample.strata),
    ...(arms.every(({ sample }) => sample.events) && {
      events: arms.flatMap(({ sample }) => sample.events ?? []),
    }),
  }
  return {
    cohort: EVERYBODY_ELSE,
    sample,
    members: arms.flatMap(({ members }) => members),
    people: sample.values.length,
    teams: countTeams(sample),
    of_people: arms.reduce((sum, { of_people }) => sum + of_people, 0),
    shown: true,
  }
}

/**
 * Of a cohort at two times those who are in it at both, with a value. Where those who came, or who left, are fewer than the minimum they
 * stay in, since leaving them out would tell of them: then the two sides are not quite the same people. What teams have is compared as
 * it is, and so is what people answered to two surveys where too few answered both.
 */
export function panelOf(
  now: readonly Arm[],
  then: readonly Arm[],
  metric: MetricDefinition,
  minimum: number,
): { x: Arm[]; y: Arm[] } {
  if (metric.of === 'team') return { x: [...now], y: [...then] }
  const least = isSurvey(metric) ? Math.max(FEWEST_ANSWERS, minimum) : minimum
  const pairs = now.flatMap((x, place) => {
    const y = then[place]
    if (y === undefined) return []
    if (isSurvey(metric) && !isLinked(x, y)) return [{ x, y }]
    return [{ x: kept(x, y, least), y: kept(y, x, least) }]
  })
  return {
    x: pairs.map(({ x, y }) => ({ ...x, shown: x.shown && y.shown })),
    y: pairs.map(({ x, y }) => ({ ...y, shown: x.shown && y.shown })),
  }
}

/** Whether enough people have a value at both times for each to be set against themselves. */
export function isLinked(x: Arm, y: Arm): boolean {
  const there = new Set(y.members)
  return x.members.filter((id) => there.has(id)).length >= INTERVAL_FROM
}

function kept(arm: Arm, other: Arm, minimum: number): Arm {
  const there = new Set(other.members)
  const places = arm.members.flatMap((id, place) => (there.has(id) ? [place] : []))
  if (arm.people - places.length < minimum) return arm
  const sample = {
    values: Float64Array.from(places, (place) => arm.sample.values[place] as number),
    teams: places.map((place) => arm.sample.teams?.[place] ?? null),
    strata: places.map((place) => arm.sample.strata[place] ?? []),
  }
  return {
    ...arm,
    sample,
    members: places.map((place) => arm.members[place] as number),
    people: places.length,
    teams: countTeams(sample),
    shown: arm.shown && places.length >= minimum,
  }
}
