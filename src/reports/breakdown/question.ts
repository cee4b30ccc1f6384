import { sql } from 'kysely'
import { AppError } from '../../errors.ts'
import { metricsOf } from '../../metrics/catalogue.ts'
import { customDefinitions } from '../../metrics/custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import type { BreakdownSpec, Period } from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import { type Db, many } from '../../store/db.ts'
import { type By, byOf } from '../adoption/by.ts'
import type { Viewer } from '../attribute.ts'
import { surveyKeys, surveyMetrics } from '../cohort/survey-metrics.ts'
import { type Covered, knownSpan } from '../known.ts'
import { periodOf } from '../period-of.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { type Tool, toolOf } from '../tool-of.ts'
import { type UseOf, usesOf } from '../use-of.ts'

const DEFAULT_METRICS = ['pr_throughput']
const WEEKS = 12

/** The question with every name looked up and every default filled in. */
export interface Question extends Scope {
  rows: By
  /** null: nothing is crossed. */
  columns: By | null
  metrics: MetricDefinition[]
  /** The tool that metrics of use are about. */
  tool: Tool | null
  /** Of which tools rows or columns tell the use. */
  uses: UseOf[]
  period: Period
  snapped: boolean
  covered: Covered[]
  known_until: string | null
}

/** Reads the arguments. Throws `invalid_arguments` and `team_not_found`, with what to write instead. */
export async function questionOf(db: Db, spec: BreakdownSpec, viewer: Viewer): Promise<Question> {
  const covered = await coverage.days(db)
  const { until: known_until } = knownSpan(covered)
  const [rows, columns = null] = await byOf(
    db,
    [spec.attribute, ...(spec.across === undefined ? [] : [spec.across])],
    viewer,
  )
  if (rows === undefined || (spec.across !== undefined && columns === null))
    throw new AppError(
      'invalid_arguments',
      `${spec.attribute} cannot be crossed with itself: name two attributes, or leave out across.`,
    )
  const { period, snapped } = periodOf(spec, { known_until, weeks: WEEKS })
  const metrics = await metricsIn(
    db,
    spec.metrics.length > 0 ? spec.metrics : DEFAULT_METRICS,
    period,
  )
  return {
    ...(await scopeOf(db, spec, viewer)),
    period,
    snapped,
    rows,
    columns,
    metrics,
    uses: await usesOf(db, columns ? [rows, columns] : [rows]),
    tool: await usedTool(db, metrics, [rows.name, ...(columns ? [columns.name] : [])]),
    covered,
    known_until,
  }
}

/** The arguments that ask the same question again, now without defaults. */
export function specOf(
  { rows, columns, metrics, period, filters }: Question,
  { team }: BreakdownSpec,
): BreakdownSpec {
  return {
    attribute: rows.name,
    ...(columns && { across: columns.name }),
    metrics: metrics.map(({ id }) => id),
    ...period,
    team,
    filter: filters.map(({ text }) => text),
  }
}

/** The metrics of these ids: those that are measured, then the items of surveys. */
async function metricsIn(
  db: Db,
  ids: readonly string[],
  period: Period,
): Promise<MetricDefinition[]> {
  const surveyed = await surveyKeys(db, ids)
  const measured = metricsOf(
    ids.filter((id) => !surveyed.includes(id)),
    [...TEAM_CATALOGUE, ...(await customDefinitions(db))],
  )
  const answers = await surveyMetrics(db, surveyed, { period, measured: measured.length > 0 })
  return [...measured, ...answers]
}

/** The tool of one of the attributes, else the only one whose days of use are known. */
async function usedTool(
  db: Db,
  metrics: readonly MetricDefinition[],
  attributes: readonly string[],
): Promise<Tool | null> {
  const about = metrics.find(({ subject }) => subject === 'tool_days')
  if (about === undefined) return null
  for (const name of attributes) {
    const tool = await toolOf(db, name)
    if (tool) return tool
  }
  const tools = await many(
    db,
    sql<{ tool: string }>`
      select distinct c.tool from coverage c where c.subject = 'tool_days' and c.tool is not null limit 2
    `,
  )
  const [only] = tools
  if (only === undefined || tools.length > 1)
    throw new AppError(
      'invalid_arguments',
      only === undefined
        ? `${about.id} is about a tool, and no days of use of any are known. Add a source of it, or import its days of use.`
        : `${about.id} is about one tool, and several are known: break it down by the attribute of the one that is meant.`,
    )
  return toolOf(db, only.tool)
}
