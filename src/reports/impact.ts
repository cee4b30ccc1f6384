import { type ImpactReport, type ImpactSpec, Metric } from '../model/index.ts'
import type { Panel } from '../stats/panel/panel.ts'
import { type Db, readOnly } from '../store/db.ts'
import type { Viewer } from './attribute.ts'
import { exclusionsOf } from './exclusions.ts'
import { groundOf } from './ground.ts'
import { drawPanel } from './impact/draw-panel.ts'
import { drawPeople, type Person } from './impact/draw-people.ts'
import { estimateImpact, rolesOf } from './impact/estimate.ts'
import { naiveGap } from './impact/naive-gap.ts'
import { questionOf, specOf } from './impact/question.ts'
import { effectUnit } from './impact/scale.ts'
import { impactSentence } from './impact/sentence.ts'
import { impactWarnings } from './impact/warnings.ts'
import { scopeWarnings } from './scope-warnings.ts'

/**
 * What changed in a metric when people adopted a tool: observed against expected, with its checks and the word of evidence
 * that they allow; beside it the plain gap between users and others, and why it misleads. Throws `invalid_arguments` and
 * `team_not_found`.
 */
export function impactReport(db: Db, spec: ImpactSpec, viewer: Viewer): Promise<ImpactReport> {
  return readOnly(db, async (tx) => {
    const question = await questionOf(tx, spec, viewer)
    const { minimum, metric, attribute } = question
    const people = await drawPeople(tx, question)
    const studied = people.filter(({ reason }) => reason === null)
    const panel = await drawPanel(tx, question, studied)
    const roles = rolesOf(panel)
    const shown = estimateImpact(question, panel, roles)
    const ground = await groundOf(tx, question)
    const answer = { metric: Metric.parse(metric), unit: effectUnit(metric), ...shown }
    return {
      spec: specOf(question, spec),
      adoption_by: question.tool === null ? 'account' : 'days_of_use',
      ...answer,
      naive: naiveGap(panel, metric, question),
      exclusions: exclusionsOf(
        [...people.filter(({ reason }) => reason !== null), ...leftOver(studied, panel, roles)],
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
  })
}

/** Those of the studied in whom nothing could be compared: known in no period at all, or in too few around an adoption. */
function leftOver(studied: Person[], { den, periods }: Panel, roles: Uint8Array) {
  return studied.flatMap((_, place) => {
    if (roles[place] !== 0) return []
    const known = den.subarray(place * periods, (place + 1) * periods).some((days) => days > 0)
    return [{ reason: known ? ('too_few_periods' as const) : ('no_account' as const) }]
  })
}
