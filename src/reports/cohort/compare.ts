import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Comparison, Estimate, Reason, Standardised } from '../../model/index.ts'
import { shownShare } from '../../privacy/shown-share.ts'
import { shownTeams } from '../../privacy/shown-size.ts'
import { type Comparable, comparable } from '../../stats/comparable.ts'
import type { Composition } from '../../stats/composition.ts'
import { onScale, type Estimate as WithError } from '../../stats/estimate.ts'
import { isReason, type Reason as NoNumber } from '../../stats/reason.ts'
import { smallestDetectable } from '../../stats/smallest-detectable.ts'
import { standardised } from '../../stats/standardised.ts'
import { type StrataAgainst, strataAgainst } from '../../stats/strata-against.ts'
import { superiority } from '../../stats/superiority.ts'
import { type TwoMeans, twoMeans } from '../../stats/two-means.ts'
import { rounded } from '../gate/round.ts'
import { NOTHING_ALIKE, tooFewPeople, withheld } from '../reasons.ts'
import type { Traits } from '../traits.ts'
import type { Arm } from './arm.ts'
import { quantileRatios } from './event-quantiles.ts'
import { INTERVAL_FROM } from './measure.ts'
import { alikeIn } from './strata.ts'

/** A comparison still without its words, and what it tells of the cohorts' make-up. */
export type Compared = Omit<Comparison, 'sentence'> & {
  /** Distinct teams of both cohorts. */
  teams: number
  composition: Composition | null
  /** In how many groups of people who are alike the difference points the other way. */
  strata: StrataAgainst | null
}

/** The metric of two cohorts side by side, first against second, as it may be shown. */
export function compare(
  x: Arm,
  y: Arm,
  { metric, traits, minimum }: { metric: MetricDefinition; traits: Traits; minimum: number },
): Compared {
  const reason = tooSmall(x, y, minimum)
  if (reason) return nothingOf(x, y, reason)
  const crude = twoMeans(x.sample, y.sample)
  if (isReason(crude)) return nothingOf(x, y, crude)
  const ahead = superiority(x.sample, y.sample)
  const quantiles = quantileRatios(x, y, { metric, minimum })
  const strata = alikeIn(traits, 0).length > 0 ? comparable(x.sample, y.sample) : null
  const { composition, ...alike } = likeForLike(x, y, strata, { metric, traits })
  return {
    of: x.cohort,
    to: y.cohort,
    ...compared(crude, metric),
    superiority: isReason(ahead) ? null : rounded(shown(ahead)),
    ...(quantiles && { quantiles }),
    standardised: alike,
    reason: isReason(ahead) ? ahead : null,
    composition,
    strata: strata && strataAgainst(x.sample, y.sample, strata),
  }
}

/** What two means say of the difference between them, on the scale of the metric. */
export function compared(
  crude: TwoMeans,
  metric: MetricDefinition,
): Pick<Compared, 'difference' | 'ratio' | 'smallest_detectable' | 'teams'> {
  const { difference, ratio } = scaledOf(crude, metric)
  // as it leaves, so that the words made of it have the same last digit
  return rounded({
    difference: shown(difference),
    ratio: shown(ratio),
    smallest_detectable: {
      difference: difference && smallestDetectable(difference.se),
      ratio: ratio && Math.exp(smallestDetectable(ratio.se)),
    },
    teams: shownTeams(crude.n_teams),
  })
}

/** Why two arms are not compared: one is hidden, or has too few people for what is chance to be known. */
export function tooSmall(x: Arm, y: Arm, minimum: number): Reason | undefined {
  if (!x.shown || !y.shown) return withheld(x.shown ? y : x, minimum)
  if (Math.min(x.people, y.people) < INTERVAL_FROM) return tooFewPeople(INTERVAL_FROM)
}

/** Of logarithms the difference is a ratio, and there is no difference in the unit. */
function scaledOf(
  { difference, ratio }: { difference: WithError; ratio: WithError | NoNumber },
  { kind }: MetricDefinition,
): { difference: WithError | null; ratio: WithError | null } {
  if (kind === 'log') return { difference: null, ratio: onScale(difference, Math.exp) }
  return { difference, ratio: isReason(ratio) ? null : ratio }
}

function likeForLike(
  x: Arm,
  y: Arm,
  strata: Comparable | null,
  { metric, traits }: { metric: MetricDefinition; traits: Traits },
): Standardised & { composition: Composition | null } {
  if (strata === null) return { ...NOT_ALIKE, reason: NOTHING_ALIKE }
  const answer = standardised(x.sample, y.sample, strata)
  if (isReason(answer)) return { ...NOT_ALIKE, reason: answer }
  const { difference, ratio } = scaledOf(answer, metric)
  return {
    ...rounded({ difference: shown(difference), ratio: shown(ratio) }),
    within: alikeIn(traits, answer.level),
    share_comparable: shownShare(1 - answer.share_without),
    reason: null,
    composition: answer.composition,
  }
}

const NOT_ALIKE = {
  difference: null,
  ratio: null,
  within: [],
  share_comparable: null,
  composition: null,
}

function shown(estimate: WithError | null): Estimate | null {
  return estimate && { estimate: estimate.estimate, interval: estimate.interval }
}

/** Two cohorts that cannot be compared, with the reason. */
export function nothingOf(x: Arm, y: Arm, reason: Reason): Compared {
  return {
    of: x.cohort,
    to: y.cohort,
    difference: null,
    ratio: null,
    superiority: null,
    standardised: { difference: null, ratio: null, within: [], share_comparable: null, reason },
    smallest_detectable: { difference: null, ratio: null },
    reason,
    teams: 0,
    composition: null,
    strata: null,
  }
}
