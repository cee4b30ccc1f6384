import { tUpper } from './distributions/t.ts'
import { type Estimate, estimateOf, type Interval, onScale } from './estimate.ts'
import { type Evidence, evidence } from './evidence.ts'
import { jackknife, type Replicates } from './jackknife.ts'
import { type Census, census, type Sides } from './panel/census.ts'
import { type Compared, comparedOf } from './panel/compared.ts'
import {
  AFTER,
  type Design,
  LONG_BASELINE,
  lengthOf,
  PLACEBO,
  SHORT_BASELINE,
} from './panel/design.ts'
import { sumGathered } from './panel/gather.ts'
import type { Panel } from './panel/panel.ts'
import {
  activeGroups,
  effectOver,
  type Study,
  studyOf,
  sumOver,
  type Totals,
  without,
} from './panel/study.ts'
import { sumPanel } from './panel/sums.ts'
import { isReason, type Reason, reason } from './reason.ts'
import { smallestDetectable } from './smallest-detectable.ts'

/**
 * The kind of metric: `counts` per exposure (effect in per cent), `shares` and scores (effect in points), `durations`, whose
 * numerators are sums of `ln x` over counted events (effect in per cent of the geometric mean).
 */
export type MetricKind = 'counts' | 'shares' | 'durations'

/** An estimate that should be 0 where the method holds, and how likely one as far from 0 is by chance. */
export type Check = Estimate & { p: number }

/**
 * What adoption did, on the scale of the report: .06 is 6 per cent, or 6 points for shares. `se` is on the scale of the
 * estimation: that of the logarithm for counts and durations.
 */
export type ObservedExpected = Estimate & {
  /** The interval with room for as much drift as the placebo shows, twice. */
  widened: Interval | Reason
  smallest_detectable: number
  /** What adopters did after adoption, and what was expected of them: per unit of exposure. */
  observed: number
  expected: number
  n_people: Sides
  n_teams: Sides
  /** Share of the adopters' exposure after adoption for which nobody was left to compare with. */
  share_without: number
  /** The same comparison for each period from six before adoption (0) to six after. */
  curve: CurvePoint[]
  checks: {
    placebo: Check | Reason
    /** The effect against the long baseline, less that against the short one. */
    baselines: Check | Reason
    short_baseline: Estimate | Reason
    without_top: Estimate | Reason
  }
  evidence: Evidence
}

/** One period of the event curve, counted from adoption. */
export type CurvePoint = { offset: number; effect: Estimate | Reason }

/**
 * The effect of adoption by staggered difference-in-differences: adopters' outcomes one to six periods after adoption,
 * against their own baseline of up to six periods carried along with the change of those of their stratum who have not
 * adopted yet (Callaway and Sant'Anna 2021, weighted by exposure and with a longer baseline). The standard error is a
 * jackknife over teams. Several checks go with it and decide the evidence word. `compared` is of the same panel.
 */
export function observedExpected(
  panel: Panel,
  kind: MetricKind,
  compared: Compared = comparedOf(panel),
): ObservedExpected | Reason {
  const { groups, gathered, cohorts, sums, top } = compared
  if (cohorts.length === 0) return reason('no_adopters')
  const sumsFor = (design: Design) => sumGathered(gathered, cohorts, design)
  const others = without(sums, sumPanel(panel, groups, cohorts, LONG_BASELINE, top))
  const short = sumsFor(SHORT_BASELINE)
  const placebo = sumsFor(PLACEBO)
  const link = kind === 'counts' ? 'ratio' : 'difference'
  const active = activeGroups(sums, AFTER)
  const studies: Studies = {
    long: studyOf(sums, link, active),
    short: studyOf(short, link, activeGroups(short, AFTER)),
    // For the difference of the two baselines, which needs the same groups left out on both sides.
    paired: studyOf(short, link, active),
    placebo: studyOf(placebo, link, activeGroups(placebo, PLACEBO.outcomes)),
    without_top: studyOf(others, link, activeGroups(others, AFTER)),
  }
  return answer(studies, kind, census(sums, groups))
}

type Studies = Record<'long' | 'short' | 'paired' | 'placebo' | 'without_top', Study>

function answer(studies: Studies, kind: MetricKind, sides: Census): ObservedExpected | Reason {
  const totals = sumOver(studies.long, AFTER)
  const fault = studyFault(totals, kind, sides)
  if (fault) return fault
  const results = estimateAll(studies)
  const { effect, placebo, baselines } = results
  if (isReason(effect)) return effect
  const { toEffect, toRate } = SCALES[kind]
  const onReport = (estimate: Estimate | Reason) =>
    isReason(estimate) ? estimate : onScale(estimate, toEffect)
  const estimate = onScale(effect, toEffect)
  const widened = isReason(placebo) ? placebo : onScale(widen(effect, placebo), toEffect).interval
  const checks = { placebo: checkOf(placebo, toEffect), baselines: checkOf(baselines, toEffect) }
  return {
    ...estimate,
    widened,
    smallest_detectable: toEffect(smallestDetectable(effect.se)),
    observed: toRate(totals.observed / totals.exposure),
    expected: toRate(totals.expected / totals.exposure),
    n_people: sides.people,
    n_teams: sides.teams,
    share_without: totals.unmatched / (totals.exposure + totals.unmatched),
    curve: curveOf(studies.long).map(({ offset, effect }) => ({
      offset,
      effect: onReport(effect),
    })),
    checks: {
      ...checks,
      short_baseline: onReport(results.short),
      without_top: onReport(results.without_top),
    },
    evidence: evidence({
      interval: estimate.interval,
      widened: isReason(widened) ? null : widened,
      placebo_p: isReason(checks.placebo) ? null : checks.placebo.p,
      baseline_p: isReason(checks.baselines) ? null : checks.baselines.p,
      n_people: sides.people,
      n_teams: sides.teams,
    }),
  }
}

/** Why no effect comes of these totals: one side is empty, or there is nothing to form a ratio of. */
export function studyFault(
  totals: Totals,
  kind: MetricKind,
  { people }: Census,
): Reason | undefined {
  if (people.adopters === 0) return reason('no_adopters')
  if (people.controls === 0) return reason('no_controls')
  const compared = kind === 'counts' ? Math.min(totals.observed, totals.expected) : totals.exposure
  if (!(compared > 0)) return reason('not_positive')
}

const identity = (x: number) => x

/** From the scale of the estimation to that of the report. */
export const SCALES: Record<MetricKind, Record<'toEffect' | 'toRate', (x: number) => number>> = {
  counts: { toEffect: Math.expm1, toRate: identity },
  shares: { toEffect: identity, toRate: identity },
  durations: { toEffect: Math.expm1, toRate: Math.exp },
}

function estimateAll({ long, short, paired, placebo, without_top }: Studies) {
  const effect = effectOver(long, AFTER)
  return {
    effect: estimateFrom(effect),
    short: estimateFrom(effectOver(short, AFTER)),
    baselines: estimateFrom(differenceOf(effect, effectOver(paired, AFTER))),
    placebo: estimateFrom(effectOver(placebo, PLACEBO.outcomes)),
    without_top: estimateFrom(effectOver(without_top, AFTER)),
  }
}

function curveOf(long: Study): CurvePoint[] {
  const { first } = long.outcomes
  return Array.from({ length: lengthOf(long.outcomes) }, (_, i) => {
    const offset = first + i
    return { offset, effect: estimateFrom(effectOver(long, { first: offset, last: offset })) }
  })
}

/** The effect with its interval from the jackknife. */
export function estimateFrom(replicates: Replicates): Estimate | Reason {
  const error = jackknife(replicates)
  return isReason(error) ? error : estimateOf(replicates.full, error)
}

function differenceOf(one: Replicates, other: Replicates): Replicates {
  return {
    full: one.full - other.full,
    without: one.without.map((value, i) => value - (other.without[i] as number)),
  }
}

/** Room for a drift after adoption up to twice the one before (after Rambachan and Roth 2023). */
function widen(effect: Estimate, placebo: Estimate): Estimate {
  const { low, high, level } = effect.interval
  const room = 2 * Math.abs(placebo.estimate)
  return { ...effect, interval: { low: low - room, high: high + room, level } }
}

function checkOf(estimate: Estimate | Reason, toEffect: (x: number) => number): Check | Reason {
  if (isReason(estimate)) return estimate
  const p = 2 * tUpper(Math.abs(estimate.estimate / estimate.se), estimate.df)
  return { ...onScale(estimate, toEffect), p }
}
