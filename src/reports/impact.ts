import { ImpactReport, type ImpactSpec, Metric } from '../model/index.ts'
import { type Db, readOnly } from '../store/db.ts'
import type { Viewer } from './attribute.ts'
import { exclusionsOf } from './exclusions.ts'
import { passOf, throughGate } from './gate/gate.ts'
import { isRefused, studiedFamily } from './gate/impact-groups.ts'
import { groundOf } from './ground.ts'
import { negativeControl } from './impact/checks.ts'
import { drawPeople, type Person } from './impact/draw-people.ts'
import {
  drawStudies,
  estimateStudy,
  familiesOf,
  leftOver,
  type Study,
} from './impact/draw-studies.ts'
import { type Estimated, nothing, unknown } from './impact/estimate.ts'
import { metricImpacts } from './impact/metric-impact.ts'
import { naiveGap, noGap } from './impact/naive-gap.ts'
import { type Question, questionOf, specOf } from './impact/question.ts'
import { effectUnit } from './impact/scale.ts'
import { impactSentence } from './impact/sentence.ts'
import { spilloverOf } from './impact/spillover.ts'
import { isOverWaves } from './impact/survey-metric.ts'
import { impactWarnings } from './impact/warnings.ts'
import { prepareForSums } from './prepare.ts'
import { overlaps } from './reasons.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * What changed in metrics when people adopted a tool: observed against expected, with checks and the word of evidence that
 * they allow for the primary metric, and every other metric beside it; with the plain gap between users and others, and why it
 * misleads. Throws `invalid_arguments` and `team_not_found`.
 */
export async function impactReport(
  db: Db,
  spec: ImpactSpec,
  viewer: Viewer,
): Promise<ImpactReport> {
  return impactOf(db, await readOnly(db, (tx) => drawImpact(tx, spec, viewer)), viewer)
}

/** All that the answer needs, drawn in one transaction. Throws as `impactReport`. */
export async function drawImpact(tx: Db, spec: ImpactSpec, viewer: Viewer): Promise<Drawn> {
  await prepareForSums(tx)
  const question = await questionOf(tx, spec, viewer)
  const people = await drawPeople(tx, question)
  const studied = people.filter(({ reason }) => reason === null)
  const studies = await drawStudies(tx, question, studied, viewer.secretKey)
  return { spec, question, people, studied, studies, ground: await groundOf(tx, question) }
}

/** The answer from what was drawn, through the gate. */
export function impactOf(db: Db, drawn: Drawn, viewer: Viewer): Promise<ImpactReport> {
  const { spec, question, studied, studies } = drawn
  const asked = {
    ...passOf({ kind: 'impact', spec }, question, viewer),
    families: [
      ...studies.flatMap((study) => familiesOf(question, studied, study)),
      studiedFamily(question, studied),
    ],
    shape: ImpactReport,
  }
  return throughGate(db, asked, (shown) => {
    const refused = studies.map((_, place) => {
      const two = asked.families.slice(2 * place, 2 * place + 2)
      return isRefused(two, shown.slice(2 * place, 2 * place + 2))
    })
    return answerOf(drawn, {
      refused,
      plain: !isRefused(asked.families.slice(-1), shown.slice(-1)),
    })
  })
}

/** What was drawn of an impact. */
export interface Drawn {
  spec: ImpactSpec
  question: Question
  people: Person[]
  studied: Person[]
  /** Of the metrics in their order, then of the negative control. */
  studies: Study[]
  ground: Awaited<ReturnType<typeof groundOf>>
}

/** Of each study whether it may not be shown for what was shown before, and whether the plain gap may. */
interface Passed {
  refused: readonly boolean[]
  plain: boolean
}

function answerOf(drawn: Drawn, { refused, plain }: Passed): ImpactReport {
  const { spec, question, people, studied, studies, ground } = drawn
  const { minimum, metric, attribute, metrics } = question
  const found = studies.map((study, place) => ({
    metric: study.metric,
    ...(refused[place] ? unknown(overlaps(minimum)) : estimateStudy(study, minimum)),
  }))
  const [first] = studies as [Study]
  const impacts = metricImpacts(found.slice(0, metrics.length), attribute.name)
  const evidence = impacts[0]?.evidence ?? null
  const shown = { ...(found[0]?.shown ?? nothing(overlaps(minimum))), evidence }
  const checks = [...shown.checks, ...controlCheck(found[metrics.length])]
  const answer = { metric: Metric.parse(metric), unit: effectUnit(metric), ...shown, checks }
  return {
    spec: specOf(question, spec),
    adoption_by: question.tool === null ? 'account' : 'days_of_use',
    ...answer,
    metrics: impacts,
    spillover: spilloverOf(first.panel, first.roles, { minimum, tool: attribute.name }),
    naive:
      refused[0] || !plain || isOverWaves(metric)
        ? noGap(attribute.name)
        : naiveGap(first.panel, metric, question),
    exclusions: exclusionsOf(
      [...people.filter(({ reason }) => reason !== null), ...leftOver(studied, first)],
      minimum,
    ),
    ...ground,
    warnings: [
      ...impactWarnings({ question, ...shown }),
      ...scopeWarnings({
        ...question,
        ...ground,
        subjects: [...new Set(metrics.map(({ subject }) => subject))],
        counted_in: 'periods of four whole weeks',
      }),
    ],
    sentence: impactSentence({ ...answer, tool: attribute.name }),
  }
}

function controlCheck(control: (Pick<Study, 'metric'> & Pick<Estimated, 'shown'>) | undefined) {
  return control === undefined ? [] : [negativeControl(control.metric.name, control.shown)]
}
