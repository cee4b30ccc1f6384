import type { Check, CurvePoint, ImpactReport, Reason } from '../../model/index.ts'
import { shownSize } from '../../privacy/shown-size.ts'
import { callawaySantAnna } from '../../stats/callaway-santanna.ts'
import { tUpper } from '../../stats/distributions/t.ts'
import type { Estimate } from '../../stats/estimate.ts'
import { type ObservedExpected, observedExpected } from '../../stats/observed-expected.ts'
import { type Compared, comparedOf } from '../../stats/panel/compared.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import { ADOPTER, CONTROL } from '../../stats/panel/sums.ts'
import { isReason } from '../../stats/reason.ts'
import { hidden } from '../reasons.ts'
import { checksOf, oneBaseCheck } from './checks.ts'
import type { Question } from './question.ts'
import { inUnit, PANEL_KIND, shownEffect, shownInterval } from './scale.ts'
import { shownTeamsOf } from './shown-teams.ts'

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

/** What an estimate tells, and how likely an effect as far from 0 is by chance: null where there is none to show. */
export interface Estimated {
  shown: Shown
  p: number | null
}

/** Observed against expected, with nothing about fewer people than the minimum. `compared` is of the same panel. */
export function estimateImpact(
  { metric, minimum }: Pick<Question, 'metric' | 'minimum'>,
  panel: Panel,
  compared: Compared = comparedOf(panel),
): Estimated {
  const { roles } = compared.sums
  const sides = [ADOPTER, CONTROL].map((side) => roles.filter((role) => role & side).length)
  if (Math.min(...sides) < minimum) return unknown(tooFewOnASide(minimum))
  const answer = observedExpected(panel, PANEL_KIND[metric.kind], compared)
  if (isReason(answer)) return unknown(answer)
  const { n_people } = answer
  const people = {
    adopters: shownSize(n_people.adopters, minimum),
    controls: shownSize(n_people.controls, minimum),
  }
  if (people.adopters === null || people.controls === null) return unknown(tooFewOnASide(minimum))
  const shown = shownOf(answer, people, { metric, minimum, panel, compared })
  return { shown, p: chanceOf(answer, metric.kind) }
}

interface Known extends Pick<Question, 'metric' | 'minimum'> {
  panel: Panel
  compared: Compared
}

function shownOf(
  answer: ObservedExpected,
  people: Shown['people'],
  { metric, minimum, panel, compared }: Known,
): Shown {
  const top = compared.top.length
  const { n_teams, widened, evidence } = answer
  return {
    people,
    teams: shownTeamsOf(n_teams),
    effect: shownEffect(answer),
    widened: isReason(widened) ? null : shownInterval(widened),
    smallest_detectable: 100 * answer.smallest_detectable,
    observed: inUnit(answer.observed, metric),
    expected: inUnit(answer.expected, metric),
    evidence,
    reason: null,
    curve: curveOf(answer, panel, compared.sums.roles, minimum),
    checks: [
      ...checksOf(answer, top > 0 && top < minimum ? hidden(minimum) : null),
      oneBase(answer, { metric, minimum, panel, compared }),
    ],
  }
}

/** Where the estimate on one base is about a few people more, the two together would tell of them. */
function oneBase(
  { n_people }: ObservedExpected,
  { metric, minimum, panel, compared }: Known,
): Check {
  const other = callawaySantAnna(panel, PANEL_KIND[metric.kind], compared)
  if (isReason(other)) return oneBaseCheck(other)
  const apart = (['adopters', 'controls'] as const).map((side) =>
    Math.abs(other.n_people[side] - n_people[side]),
  )
  const tells = apart.some((people) => people > 0 && people < minimum)
  return oneBaseCheck(tells ? hidden(minimum) : other)
}

/** How likely an effect as far from 0 is by chance. */
export function chanceOf({ estimate, se, df }: Estimate, kind: Question['metric']['kind']): number {
  const onItsScale = kind === 'share' ? estimate : Math.log1p(estimate)
  return 2 * tUpper(Math.abs(onItsScale / se), df)
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

/** No estimate, and the reason why. */
export function unknown(reason: Reason): Estimated {
  return { shown: nothing(reason), p: null }
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
