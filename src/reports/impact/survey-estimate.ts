import { shownSize } from '../../privacy/shown-size.ts'
import { callawaySantAnna } from '../../stats/callaway-santanna.ts'
import { evidence } from '../../stats/evidence.ts'
import type { Design } from '../../stats/panel/design.ts'
import { groupsOf } from '../../stats/panel/groups.ts'
import { cohortsOf, type Panel } from '../../stats/panel/panel.ts'
import { sumPanel } from '../../stats/panel/sums.ts'
import { isReason } from '../../stats/reason.ts'
import { smallestDetectable } from '../../stats/smallest-detectable.ts'
import { FEWEST_ANSWERS } from '../cohort/survey-metrics.ts'
import { hidden } from '../reasons.ts'
import { chanceOf, type Estimated, unknown } from './estimate.ts'
import type { Question } from './question.ts'
import { PANEL_KIND, shownEffect } from './scale.ts'
import { shownTeamsOf } from './shown-teams.ts'

/** Everybody who answered the last run before adoption and one after it. */
const BETWEEN_WAVES: Design = {
  baseline: { first: -1, last: -1 },
  history: { first: -1, last: -1 },
  at_least: 1,
  outcomes: { first: 1, last: 6 },
}

/** Which people a comparison between runs rests on: by person 0 for who is in none. */
export function surveyRoles(panel: Panel): Uint8Array {
  const cohorts = cohortsOf(panel, BETWEEN_WAVES.at_least)
  return sumPanel(panel, groupsOf(panel.team), cohorts, BETWEEN_WAVES).roles
}

/**
 * The change of those who adopted between two runs of a survey against that of those who had not yet, each person against their own
 * answer before. The runs are too few to check what came before adoption, so no word but "not established" is given.
 */
export function estimateSurvey(
  { metric, minimum }: Pick<Question, 'metric' | 'minimum'>,
  panel: Panel,
): Estimated {
  const kind = metric.kind === 'share' ? PANEL_KIND.share : PANEL_KIND.rate
  const answer = callawaySantAnna(panel, kind)
  if (isReason(answer)) return unknown(answer)
  const { interval, n_people, n_teams, se } = answer
  const least = Math.max(FEWEST_ANSWERS, minimum)
  const people = {
    adopters: shownSize(n_people.adopters, least),
    controls: shownSize(n_people.controls, least),
  }
  if (people.adopters === null || people.controls === null) return unknown(hidden(least))
  const detectable = smallestDetectable(se)
  const shown = {
    people,
    teams: shownTeamsOf(n_teams),
    effect: shownEffect(answer),
    widened: null,
    smallest_detectable: 100 * (kind === 'shares' ? detectable : Math.expm1(detectable)),
    observed: null,
    expected: null,
    evidence: evidence({
      interval,
      widened: null,
      placebo_p: null,
      baseline_p: null,
      n_people,
      n_teams,
    }),
    reason: null,
    curve: [],
    checks: [],
  }
  return { shown, p: chanceOf(answer, metric.kind) }
}
