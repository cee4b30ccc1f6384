import type { Check, Reason, Estimate as Shown } from '../../model/index.ts'
import type { Estimate } from '../../stats/estimate.ts'
import type { ObservedExpected, Check as Tested } from '../../stats/observed-expected.ts'
import { isReason, type Reason as NoNumber } from '../../stats/reason.ts'
import { shownEffect } from './scale.ts'

/** A check passes when chance alone gives one as far from 0 more often than this. */
const PASSES_ABOVE = 0.1

/**
 * The checks of an estimate in the order in which they are read. `hideTop` gives the reason to hide the estimate without the
 * largest contributors where they are so few that the two estimates together would tell of them.
 */
export function checksOf({ checks }: ObservedExpected, hideTop: Reason | null): Check[] {
  const { placebo, baselines, short_baseline, without_top } = checks
  return [
    check(
      'placebo',
      'Adoption imagined three periods early: should be 0',
      placebo,
      passedOf(placebo),
    ),
    check(
      'baselines',
      'Effect against six periods before, less that against the last one: should be 0',
      baselines,
      passedOf(baselines),
    ),
    check(
      'short_baseline',
      'The same effect against the last period before adoption alone',
      short_baseline,
      null,
    ),
    check(
      'without_top',
      'The same effect without the one person in a hundred with the highest numbers',
      hideTop ?? without_top,
      null,
    ),
  ]
}

/** The effect on the base of Callaway and Sant'Anna, beside the one that is shown. */
export function oneBaseCheck(answer: Estimate | NoNumber | Reason): Check {
  return check(
    'callaway_santanna',
    'The same effect by Callaway and Sant’Anna, with everybody known in the last period before adoption',
    answer,
    null,
  )
}

/** The effect on a metric that the tool cannot move: its interval should hold 0. */
export function negativeControl(
  name: string,
  { effect, reason }: { effect: Shown | null; reason: Reason | null },
): Check {
  const passed = effect && effect.interval.low <= 0 && effect.interval.high >= 0
  const words = `${name}, which the tool cannot move: should be 0`
  return { name: 'negative_control', words, estimate: effect, passed, reason }
}

function check(
  name: Check['name'],
  words: string,
  answer: Estimate | NoNumber | Reason,
  passed: boolean | null,
): Check {
  if ('reason' in answer) return { name, words, estimate: null, passed: null, reason: answer }
  return { name, words, estimate: shownEffect(answer), passed, reason: null }
}

function passedOf(tested: Tested | NoNumber): boolean | null {
  return isReason(tested) ? null : tested.p > PASSES_ABOVE
}
