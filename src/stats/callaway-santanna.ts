import { type Estimate, onScale } from './estimate.ts'
import {
  type CurvePoint,
  estimateFrom,
  type MetricKind,
  SCALES,
  studyFault,
} from './observed-expected.ts'
import { census, type Sides } from './panel/census.ts'
import { type Grouped, groupedOf } from './panel/compared.ts'
import { AFTER, type Design, type Span } from './panel/design.ts'
import { sumGathered } from './panel/gather.ts'
import { cohortsOf, type Panel } from './panel/panel.ts'
import { activeGroups, effectOver, type Study, studyOf, sumOver } from './panel/study.ts'
import { isReason, type Reason, reason } from './reason.ts'

/** What adoption did against the last period before it, on the scale of the report. */
export type CallawaySantAnna = Estimate & {
  n_people: Sides
  n_teams: Sides
  /** Share of the adopters' exposure after adoption for which nobody was left to compare with. */
  share_without: number
  /** The same for each period from six before adoption to six after, but for the last before, which is the base. */
  curve: CurvePoint[]
}

const BASE: Span = { first: -1, last: -1 }

/** Everybody who is known in the last period before adoption, and in that of the outcome. */
const DESIGN: Design = {
  baseline: BASE,
  history: BASE,
  at_least: 1,
  outcomes: { first: -6, last: AFTER.last },
}

/**
 * The effect of adoption one to six periods after it, by Callaway and Sant'Anna (2021): the change of each cohort of adopters
 * since the period before adoption, less that of those of their stratum who have not adopted yet, weighted by the adopters'
 * exposure; for counts the ratio of the changes. The standard error is a jackknife over teams. It is less exact than
 * `observedExpected`, whose baseline is longer, but holds where a passing rise of output is what made people adopt. `grouped` is
 * of the same panel.
 */
export function callawaySantAnna(
  panel: Panel,
  kind: MetricKind,
  { groups, gathered }: Grouped = groupedOf(panel),
): CallawaySantAnna | Reason {
  const cohorts = cohortsOf(panel, DESIGN.at_least)
  if (cohorts.length === 0) return reason('no_adopters')
  const sums = sumGathered(gathered, cohorts, DESIGN)
  const study = studyOf(sums, kind === 'counts' ? 'ratio' : 'difference', activeGroups(sums, AFTER))
  const totals = sumOver(study, AFTER)
  const sides = census(sums, groups)
  const fault = studyFault(totals, kind, sides)
  if (fault) return fault
  const effect = effectIn(study, AFTER, kind)
  if (isReason(effect)) return effect
  return {
    ...effect,
    n_people: sides.people,
    n_teams: sides.teams,
    share_without: totals.unmatched / (totals.exposure + totals.unmatched),
    curve: offsets().map((offset) => ({
      offset,
      effect: effectIn(study, { first: offset, last: offset }, kind),
    })),
  }
}

function effectIn(study: Study, span: Span, kind: MetricKind): Estimate | Reason {
  const effect = estimateFrom(effectOver(study, span))
  return isReason(effect) ? effect : onScale(effect, SCALES[kind].toEffect)
}

function offsets(): number[] {
  const { first, last } = DESIGN.outcomes
  return Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (offset) => offset !== BASE.first,
  )
}
