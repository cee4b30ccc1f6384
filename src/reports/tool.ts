import type { MetricDefinition } from '../metrics/metric.ts'
import {
  AdoptionSpec,
  CohortSpec,
  type ImpactReport,
  ImpactSpec,
  type ToolReport,
  type ToolSpec,
  usageName,
  type Warning,
} from '../model/index.ts'
import * as attributes from '../store/attributes.ts'
import { type Db, readOnly, together } from '../store/db.ts'
import { adoptionOf, drawAdoption } from './adoption.ts'
import { sameText } from './attribute.ts'
import { cohortOf, drawCohort } from './cohort.ts'
import { questionOf } from './impact/question.ts'
import { isOverWaves } from './impact/survey-metric.ts'
import { drawImpact, impactOf } from './impact.ts'
import type { Asking } from './report.ts'
import { beyondReport } from './tool/beyond.ts'
import { impactSpecOf } from './tool/question.ts'
import { saidOf } from './tool/said.ts'
import { topLines } from './tool/top.ts'

/** Metrics of users beside others: more than this many cannot be taken in. */
const MOST_TODAY = 6

/**
 * One page of a tool: who uses it, what changed when people adopted it, how users and others differ today, what people say, where
 * it differs, and what to do next. It is made of other reports, each of which lets through what it may. Throws
 * `invalid_arguments` and `team_not_found`.
 */
export async function toolReport(db: Db, spec: ToolSpec, asking: Asking): Promise<ToolReport> {
  const asked = await readOnly(db, (tx) => askedOf(tx, spec, asking))
  const { tool } = asked
  const [drawn, { use, today }] = await together(db, [
    (one) => readOnly(one, (tx) => drawImpact(tx, asked.impact, asking)),
    (one) => usersOf(one, asked, asking),
  ])
  const impact = await impactOf(db, drawn, asking)
  const { said, missing } = await saidOf(db, { ...spec, attribute: tool }, asking)
  const beyond = await beyondReport(db, drawn, {
    spec: ImpactSpec.parse(impact.spec),
    segments: spec.segments,
    asking,
  })
  return {
    ...groundIn(impact),
    spec: specOf(spec, impact),
    question: `What does ${tool} do for us?`,
    top: topLines(tool, use, impact),
    use,
    impact,
    today,
    said,
    said_missing: missing,
    segments: beyond.segments,
    next: beyond.next,
    warnings: joined([impact, today, ...(use ? [use] : []), ...(said ? [said] : []), beyond]),
  }
}

/** Who uses the tool, and how they differ today: answered while what changed, which takes longest, is still being drawn. */
async function usersOf(db: Db, asked: Awaited<ReturnType<typeof askedOf>>, asking: Asking) {
  const [drawnUse, drawnToday] = await together(db, [
    (one) => readOnly(one, async (tx) => asked.use && drawAdoption(tx, asked.use, asking)),
    (one) => readOnly(one, (tx) => drawCohort(tx, asked.today, asking)),
  ])
  // one after the other: whether a group may be shown hangs on what was shown before it
  const use = asked.use && drawnUse && (await adoptionOf(db, asked.use, drawnUse, asking))
  return { use, today: await cohortOf(db, asked.today, drawnToday, asking) }
}

/** The questions of the reports that the page is made of, by the name that the tool has here; `use` is null where no levels are kept. */
async function askedOf(tx: Db, spec: ToolSpec, asking: Asking) {
  const impact = await impactSpecOf(tx, spec)
  const { attribute, metrics } = await questionOf(tx, impact, asking)
  const among = { team: spec.team, filter: spec.filter, to: spec.to, attribute: attribute.name }
  const levels = await hasLevels(tx, attribute.name, asking)
  return {
    tool: attribute.name,
    impact,
    use: levels ? AdoptionSpec.parse(among) : null,
    today: CohortSpec.parse({ ...among, metrics: measuredOf(metrics) }),
  }
}

function specOf({ segments }: ToolSpec, { spec }: ImpactReport): ToolSpec {
  const { attribute, metric, metrics, from, to, team, filter } = spec
  return { attribute, metric, metrics, segments, from, to, team, filter }
}

/** Whether levels of use are kept of the tool, and this viewer may see them. */
async function hasLevels(db: Db, tool: string, { privileged }: Asking): Promise<boolean> {
  const all = await attributes.list(db)
  const used = all.find((it) => sameText(it.name, usageName(tool)))
  return used !== undefined && !used.hidden && !used.sensitive && (privileged || !used.privileged)
}

/** What is measured of people, and not asked. */
function measuredOf(metrics: readonly MetricDefinition[]): string[] {
  return metrics.flatMap((metric) => (isOverWaves(metric) ? [] : [metric.id])).slice(0, MOST_TODAY)
}

function groundIn(impact: ImpactReport) {
  const { period, minimum_group, exclusions, unmatched, coverage } = impact
  const { known_until, leave_known, weeks_waiting, definition_version } = impact
  return {
    period,
    minimum_group,
    exclusions,
    unmatched,
    coverage,
    known_until,
    leave_known,
    weeks_waiting,
    definition_version,
  }
}

/** What may mislead in any of the parts; what the first says already, the others do not say of other days again. */
function joined([first, ...parts]: readonly { warnings: Warning[] }[]): Warning[] {
  const said = first?.warnings ?? []
  const codes = new Set(said.map(({ code }) => code))
  const more = parts.flatMap(({ warnings }) => warnings.filter(({ code }) => !codes.has(code)))
  return [...said, ...new Map(more.map((it) => [it.message, it])).values()]
}
