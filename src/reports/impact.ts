import { ImpactReport, type ImpactSpec, Metric } from '../model/index.ts'
import type { Panel } from '../stats/panel/panel.ts'
import { type Db, readOnly } from '../store/db.ts'
import type { Viewer } from './attribute.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { impactFamilies, isRefused } from './gate/impact-groups.ts'
import { groundOf } from './ground.ts'
import { drawPanel } from './impact/draw-panel.ts'
import { drawPeople, type Person } from './impact/draw-people.ts'
import { estimateImpact, nothing, rolesOf } from './impact/estimate.ts'
import { naiveGap, noGap } from './impact/naive-gap.ts'
import { type Question, questionOf, specOf } from './impact/question.ts'
import { effectUnit } from './impact/scale.ts'
import { impactSentence } from './impact/sentence.ts'
import { estimateSurvey, surveyRoles } from './impact/survey-estimate.ts'
import { isOverWaves } from './impact/survey-metric.ts'
import { drawSurveyPanel } from './impact/survey-panel.ts'
import { impactWarnings } from './impact/warnings.ts'
import { overlaps } from './reasons.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * What changed in a metric when people adopted a tool: observed against expected, with its checks and the word of evidence
 * that they allow; beside it the plain gap between users and others, and why it misleads. Throws `invalid_arguments` and
 * `team_not_found`.
 */
export async function impactReport(
  db: Db,
  spec: ImpactSpec,
  viewer: Viewer,
): Promise<ImpactReport> {
  const drawn = await readOnly(db, async (tx) => {
    const question = await questionOf(tx, spec, viewer)
    const people = await drawPeople(tx, question)
    const studied = people.filter(({ reason }) => reason === null)
    const panel = isOverWaves(question.metric)
      ? await drawSurveyPanel(tx, question.metric, studied, viewer.secretKey)
      : await drawPanel(tx, question, studied)
    return { spec, question, people, studied, panel, ground: await groundOf(tx, question) }
  })
  const { question } = drawn
  const roles = (isOverWaves(question.metric) ? surveyRoles : rolesOf)(drawn.panel)
  const asked = {
    ...passOf({ kind: 'impact', spec }, question, viewer),
    families: impactFamilies(question, drawn.studied, roles),
    shape: ImpactReport,
  }
  return throughGate(db, asked, (shown) => {
    const refused = isRefused(asked.families, shown)
    return answerOf({ ...drawn, roles, refused })
  })
}

/** What was drawn, and whether it may not be shown for what was shown before. */
interface Drawn {
  spec: ImpactSpec
  question: Question
  people: Person[]
  studied: Person[]
  panel: Panel
  roles: Uint8Array
  ground: Awaited<ReturnType<typeof groundOf>>
  refused: boolean
}

function answerOf(drawn: Drawn): ImpactReport {
  const { spec, question, people, studied, panel, roles, ground, refused } = drawn
  const { minimum, metric, attribute } = question
  const surveyed = isOverWaves(metric)
  const estimate = surveyed ? estimateSurvey : estimateImpact
  const shown = refused ? nothing(overlaps(minimum)) : estimate(question, panel, roles)
  const answer = { metric: Metric.parse(metric), unit: effectUnit(metric), ...shown }
  return {
    spec: specOf(question, spec),
    adoption_by: question.tool === null ? 'account' : 'days_of_use',
    ...answer,
    naive: refused || surveyed ? noGap(attribute.name) : naiveGap(panel, metric, question),
    exclusions: exclusionsOf(
      [
        ...people.filter(({ reason }) => reason !== null),
        ...leftOver(studied, panel, roles, surveyed),
      ],
      minimum,
    ),
    ...ground,
    warnings: [
      ...impactWarnings({ question, ...shown }),
      ...scopeWarnings({
        ...question,
        ...ground,
        subjects: [metric.subject],
        counted_in: 'periods of four whole weeks',
      }),
    ],
    sentence: impactSentence({ ...answer, tool: attribute.name }),
  }
}

/** Those of the studied in whom nothing could be compared: known in no period at all, or in too few around an adoption. */
function leftOver(
  studied: Person[],
  { den, periods }: Panel,
  roles: Uint8Array,
  surveyed: boolean,
) {
  const unknown = surveyed ? ('no_answer' as const) : ('no_account' as const)

  return studied.flatMap((_, place) => {
    if (roles[place] !== 0) return []
    const known = den.subarray(place * periods, (place + 1) * periods).some((days) => days > 0)
    return [{ reason: known ? ('too_few_periods' as const) : unknown }]
  })
}
