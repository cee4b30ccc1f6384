import { type Compared, comparedOf } from '../../stats/panel/compared.ts'
import type { Panel } from '../../stats/panel/panel.ts'
import type { Db } from '../../store/db.ts'
import type { SecretKey } from '../../surveys/wave-keys.ts'
import { impactFamilies } from '../gate/impact-groups.ts'
import type { Family } from '../gate/release.ts'
import { rounded } from '../gate/round.ts'
import { drawPanels } from './draw-panel.ts'
import type { Person } from './draw-people.ts'
import { type Estimated, estimateImpact } from './estimate.ts'
import type { Question } from './question.ts'
import { estimateSurvey, surveyRoles } from './survey-estimate.ts'
import { isOverWaves } from './survey-metric.ts'
import { drawSurveyPanel } from './survey-panel.ts'

/** One metric of the people studied, with the part that each of them has in its estimate. */
export interface Study {
  metric: Question['metric']
  panel: Panel
  roles: Uint8Array
  /** What the estimate begins with; absent: an item of a survey, or not worked out yet. */
  compared?: Compared | undefined
}

/** The metrics of a question in their order, and after them the negative control where there is one. */
export async function drawStudies(
  db: Db,
  question: Question,
  studied: readonly Person[],
  secretKey: SecretKey,
): Promise<Study[]> {
  const { metrics, negative_control } = question
  const asked = [...metrics, ...(negative_control ? [negative_control] : [])]
  const measured = asked.filter((metric) => !isOverWaves(metric))
  const panels = await drawPanels(db, { ...question, metrics: measured }, studied)
  const studies: Study[] = []
  for (const metric of asked) {
    if (!isOverWaves(metric)) {
      studies.push(measuredStudy(metric, panels[measured.indexOf(metric)] as Panel))
      continue
    }
    const panel = await drawSurveyPanel(db, metric, studied, secretKey)
    studies.push({ metric, panel, roles: surveyRoles(panel) })
  }
  return studies
}

/** The study of a panel of what is measured. */
export function measuredStudy(metric: Study['metric'], panel: Panel): Study {
  const compared = comparedOf(panel)
  return { metric, panel, roles: compared.sums.roles, compared }
}

/** The adopters and the controls of a study, as the gate asks for them. */
export function familiesOf(
  { attribute, minimum }: Question,
  studied: readonly Person[],
  { metric, roles }: Study,
): Family[] {
  return impactFamilies({ metric, attribute, minimum }, studied, roles)
}

/**
 * The effect on the metric of a study, with nothing about fewer people than the minimum. Its figures are rounded as they leave, so
 * that the words made of them have the same last digit.
 */
export function estimateStudy({ metric, panel, compared }: Study, minimum: number): Estimated {
  const question = { metric, minimum }
  const { shown, p } = isOverWaves(metric)
    ? estimateSurvey(question, panel)
    : estimateImpact(question, panel, compared)
  return { shown: rounded(shown), p }
}

/** Those of the studied in whom nothing could be compared: known in no period at all, or in too few around an adoption. */
export function leftOver(
  studied: readonly Person[],
  { metric, panel: { den, periods }, roles }: Study,
) {
  const unknown = isOverWaves(metric) ? ('no_answer' as const) : ('no_account' as const)
  return studied.flatMap((_, place) => {
    if (roles[place] !== 0) return []
    const known = den.subarray(place * periods, (place + 1) * periods).some((days) => days > 0)
    return [{ reason: known ? ('too_few_periods' as const) : unknown }]
  })
}
