import { AppError } from '../../errors.ts'
import { metricsOf } from '../../metrics/catalogue.ts'
import { customDefinitions } from '../../metrics/custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import {
  dayAfter,
  daysBetween,
  type Grain,
  type Period,
  REPORT_KINDS,
  type TrendSpec,
  weekOf,
} from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import { type Attribute, attributeOf, type Viewer } from '../attribute.ts'
import { type CohortQuestion, cohortsOf, cohortText } from '../cohort/cohorts-of.ts'
import { surveyKeys } from '../cohort/survey-metrics.ts'
import { type Covered, knownSpan } from '../known.ts'
import { periodOf } from '../period-of.ts'
import { refuseUntaken } from '../refuse-untaken.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { type Tool, toolOf } from '../tool-of.ts'
import { type UseOf, usesOf } from '../use-of.ts'

const DEFAULT_METRICS = ['pr_throughput', 'pr_cycle_time']

/** Days of a step. */
export const STEP_DAYS: Record<Grain, number> = { week: 7, four_weeks: 28 }

/** Steps that a page can hold, so that a question of many years says so at once. */
const MOST_STEPS = 160

const YEAR = 52 * 7

/** The cohort of a trend that asks for none. */
const EVERYBODY: CohortQuestion = { name: 'Everybody', values: [] }

/** The question with every name looked up and every default filled in. */
export interface Question extends Scope {
  /** null: everybody is one cohort. */
  attribute: Attribute | null
  tool: Tool | null
  /** Of which tools the cohorts tell the use. */
  uses: UseOf[]
  cohorts: CohortQuestion[]
  metrics: MetricDefinition[]
  grain: Grain
  period: Period
  snapped: boolean
  steps: Period[]
  /** Steps that the last one is held against; a year before may lie before the period. */
  earlier: { previous: Period | null; year_before: Period | null }
  covered: Covered[]
  known_until: string | null
}

/** Reads the arguments. Throws `invalid_arguments` and `team_not_found`, with what to write instead. */
export async function questionOf(db: Db, spec: TrendSpec, viewer: Viewer): Promise<Question> {
  const covered = await coverage.days(db)
  const { from: known_from, until: known_until } = knownSpan(covered)
  const attribute =
    spec.attribute === undefined ? null : await attributeOf(db, spec.attribute, viewer)
  const tool = attribute && (await toolOf(db, attribute.name))
  const metrics = await metricsIn(db, spec.metrics.length > 0 ? spec.metrics : DEFAULT_METRICS)
  refuseUnmeasured(metrics, tool)
  return {
    ...(await scopeOf(db, spec, viewer)),
    ...stepsOf(spec, known_until, known_from),
    attribute,
    tool,
    uses: await usesOf(db, attribute ? [attribute] : []),
    cohorts: attribute ? cohortsOf(attribute, spec.cohorts) : [EVERYBODY],
    metrics,
    grain: spec.grain,
    covered,
    known_until,
  }
}

/** The arguments that ask the same question again, now without defaults. */
export function specOf(question: Question, { team }: TrendSpec): TrendSpec {
  const { attribute, cohorts, metrics, period, filters, grain } = question
  return {
    ...(attribute && { attribute: attribute.name }),
    cohorts: attribute ? cohorts.map(cohortText) : [],
    metrics: metrics.map(({ id }) => id),
    grain,
    ...period,
    team,
    filter: filters.map(({ text }) => text),
  }
}

async function metricsIn(db: Db, ids: readonly string[]): Promise<MetricDefinition[]> {
  const answered = (await surveyKeys(db, ids)).map((id) => ({ id, of: 'survey' as const }))
  const teams = TEAM_CATALOGUE.filter(({ id }) => ids.includes(id))
  refuseUntaken(REPORT_KINDS.trend.takes, [...answered, ...teams], 'it has no trend of people')
  return metricsOf(ids, await customDefinitions(db))
}

function refuseUnmeasured(metrics: readonly MetricDefinition[], tool: Tool | null): void {
  const without = metrics.find(({ subject }) => subject === 'tool_days' && tool === null)
  if (without)
    throw new AppError(
      'invalid_arguments',
      `${without.id} is about one tool: name the attribute of a tool whose days of use are known.`,
    )
}

/** The period in whole steps that end with its last week; weeks that are left over are cut off at the beginning. */
function stepsOf(
  asked: { from?: string; to?: string; grain: Grain },
  known_until: string | null,
  known_from: string | null,
) {
  const days = STEP_DAYS[asked.grain]
  const { period, snapped } = periodOf(
    { ...asked, from: asked.from ?? yearOrAllKnown(asked.to ?? known_until, known_from) },
    { known_until, weeks: YEAR / 7 },
  )
  const count = Math.max(1, Math.floor(daysBetween(period.from, period.to) / days))
  if (count > MOST_STEPS)
    throw new AppError(
      'invalid_arguments',
      `That is a trend of ${count} steps, more than ${MOST_STEPS}: ask for fewer days, or for the grain four_weeks.`,
    )
  const steps = Array.from({ length: count }, (_, i) =>
    stepAt(dayAfter(period.to, -days * (count - i)), days),
  )
  const last = stepAt(dayAfter(period.to, -days), days)
  const before = (by: number) => {
    const step = stepAt(dayAfter(last.from, -by), days)
    return known_from !== null && step.to > known_from ? step : null
  }
  const from = steps[0]?.from ?? period.from
  return {
    period: { from, to: period.to },
    snapped: (snapped || from !== period.from) && (asked.from ?? asked.to) !== undefined,
    steps,
    earlier: { previous: before(days), year_before: before(YEAR) },
  }
}

/** The first day of the 52 weeks before a day, or of those of them of which pull requests are known. */
function yearOrAllKnown(end: string | null, known_from: string | null): string | undefined {
  if (end === null || known_from === null) return undefined
  const year = dayAfter(weekOf(end), -YEAR)
  const known = weekOf(known_from)
  return known > year && known < end ? known : year
}

function stepAt(from: string, days: number): Period {
  return { from, to: dayAfter(from, days) }
}

/** The first day of the step 0: that of the period, or of the step a year before its last one. */
export function firstDay({ period, earlier: { year_before } }: Question): string {
  return year_before !== null && year_before.from < period.from ? year_before.from : period.from
}
