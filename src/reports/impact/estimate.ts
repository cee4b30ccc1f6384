import type { CurvePoint, ImpactReport, Reason } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { type ObservedExpected, observedExpected } from '../../stats/observed-expected.ts'
import { LONG_BASELINE } from '../../stats/panel/design.ts'
import { groupsOf } from '../../stats/panel/groups.ts'
import { cohortsOf, type Panel } from '../../stats/panel/panel.ts'
import { ADOPTER, CONTROL, sumPanel } from '../../stats/panel/sums.ts'
import { topPeople } from '../../stats/panel/top.ts'
import { isReason } from '../../stats/reason.ts'
import { hidden } from '../reasons.ts'
import { checksOf } from './checks.ts'
import type { Question } from './question.ts'
import { inUnit, PANEL_KIND, shownEffect, shownInterval } from './scale.ts'

/** What an estimate tells, as it may be shown. */
export type Shown = Pick<
  ImpactReport,
  | 'people'
  | 'teams'
  | 'effect'
  | 'widened'
  | 'smallest_detectable'
  | 'observed'
  | 'expected'
  | 'evidence'
  | 'reason'
  | 'curve'
  | 'checks'
>

/** Which people an estimate rests on: by person 0 for who is in no comparison. */
export function rolesOf(panel: Panel): Uint8Array {
  const cohorts = cohortsOf(panel, LONG_BASELINE.at_least)
  return sumPanel(panel, groupsOf(panel.team), cohorts, LONG_BASELINE).roles
}

/** Observed against expected, with nothing about fewer people than the minimum. */
export function estimateImpact(question: Question, panel: Panel, roles: Uint8Array): Shown {
  const { metric, minimum } = question
  const sides = [ADOPTER, CONTROL].map((side) => roles.filter((role) => role & side).length)
  if (Math.min(...sides) < minimum) return nothing(tooFewOnASide(minimum))
  const answer = observedExpected(panel, PANEL_KIND[metric.kind])
  if (isReason(answer)) return nothing(answer)
  const { n_people, n_teams, widened, evidence } = answer
  const people = {
    adopters: shownSize(n_people.adopters, minimum),
    controls: shownSize(n_people.controls, minimum),
  }
  if (people.adopters === null || people.controls === null) return nothing(tooFewOnASide(minimum))
  const top = topPeople(panel).length
  return {
    people,
    teams: n_teams,
    effect: shownEffect(answer),
    widened: isReason(widened) ? null : shownInterval(widened),
    smallest_detectable: 100 * answer.smallest_detectable,
    observed: inUnit(answer.observed, metric),
    expected: inUnit(answer.expected, metric),
    evidence,
    reason: null,
    curve: curveOf(answer, panel, roles, minimum),
    checks: checksOf(answer, top > 0 && top < minimum ? hidden(minimum) : null),
  }
}

function curveOf(
  { curve }: ObservedExpected,
  panel: Panel,
  roles: Uint8Array,
  minimum: number,
): CurvePoint[] {
  return curve.map(({ offset, effect }) => {
    if (adoptersAt(panel, roles, offset) < minimum)
      return { offset, effect: null, reason: hidden(minimum) }
    if (isReason(effect)) return { offset, effect: null, reason: effect }
    return { offset, effect: shownEffect(effect), reason: null }
  })
}

/** How many of the adopters are known so many periods after adoption. */
function adoptersAt({ adoption, periods, den }: Panel, roles: Uint8Array, offset: number): number {
  return roles.reduce((count, role, person) => {
    const period = (adoption[person] as number) + offset
    if (!(role & ADOPTER) || period < 0 || period >= periods) return count
    return count + ((den[person * periods + period] as number) > 0 ? 1 : 0)
  }, 0)
}

/** The same whether few are on a side or nobody is. */
function tooFewOnASide(minimum: number): Reason {
  const message = `Not shown: fewer than ${minimum} people began to use it, or had not yet begun, with enough periods before and after.`
  return { reason: 'hidden', message }
}

/** Nothing, and the reason why. */
export function nothing(reason: Reason): Shown {
  const none = { adopters: null, controls: null }
  return {
    people: none,
    teams: none,
    effect: null,
    widened: null,
    smallest_detectable: null,
    observed: null,
    expected: null,
    evidence: null,
    reason,
    curve: [],
    checks: [],
  }
}
