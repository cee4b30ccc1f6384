import { AppError } from '../../errors.ts'
import {
  type CorrelationForm,
  type CorrelationSpec,
  dayAfter,
  daysBetween,
  type Period,
  weekOf,
} from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import type { Viewer } from '../attribute.ts'
import { type Covered, knownSpan } from '../known.ts'
import { periodOf } from '../period-of.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { type Tool, toolOf } from '../tool-of.ts'
import { type Traits, traitsOf } from '../traits.ts'
import { type AskedMetric, askedMetrics } from './metrics.ts'
import { refuseUnsound } from './refuse.ts'

/** Speed of the person and of the team, what people say of their time, and of their environment. */
const DEFAULT_METRICS = ['pr_throughput', 'deployment_frequency', 'deep_work', 'env_toil']

/** Days of a period within which a person is set against themselves: it takes sprints and the length of months out. */
export const STEP_DAYS = 28

const YEAR = 52 * 7

/** More periods than anybody asks for, so that a question of many years says so at once. */
const MOST_DAYS = 4 * YEAR

/** The question with every name looked up and every default filled in. */
export interface Question extends Scope {
  tool: Tool
  form: CorrelationForm
  traits: Traits
  metrics: AskedMetric[]
  period: Period
  snapped: boolean
  covered: Covered[]
  known_until: string | null
}

/** Reads the arguments. Throws `invalid_arguments` and `team_not_found`, with what to ask instead. */
export async function questionOf(db: Db, spec: CorrelationSpec, viewer: Viewer): Promise<Question> {
  refuseUnsound(spec)
  const covered = await coverage.days(db)
  const { until: known_until } = knownSpan(covered)
  const tool = await toolOf(db, spec.attribute)
  if (tool === null)
    throw new AppError(
      'invalid_arguments',
      `No days of use of ${spec.attribute} are known, so nothing can be set beside them. Add a source of it, or import its days of use.`,
    )
  const { period, snapped } = wholeSteps(spec, tool, known_until)
  const ids = spec.metrics.length > 0 ? spec.metrics : DEFAULT_METRICS
  return {
    ...(await scopeOf(db, spec, viewer)),
    tool,
    form: spec.form,
    // the values of no attribute are compared, so all of them may stand for likeness
    traits: await traitsOf(db, { id: 0 }),
    metrics: await askedMetrics(db, ids, { period, form: spec.form }),
    period,
    snapped,
    covered,
    known_until,
  }
}

/** The arguments that ask the same question again, now without defaults. */
export function specOf(
  { tool, metrics, period, filters, form }: Question,
  { team, usage }: CorrelationSpec,
): CorrelationSpec {
  return {
    attribute: tool.name,
    metrics: metrics.map(({ metric }) => metric.id),
    form,
    usage,
    ...period,
    team,
    filter: filters.map(({ text }) => text),
  }
}

/**
 * The period in whole steps of four weeks that end with its last week; by default the last 52 weeks, or as many of them as use of
 * the tool is known of.
 */
function wholeSteps(
  asked: Pick<CorrelationSpec, 'from' | 'to'>,
  tool: Tool,
  pulls_until: string | null,
) {
  const known = [tool.known_until, pulls_until ?? tool.known_until].sort()[0] as string
  const end = weekOf(asked.to ?? known)
  const year = dayAfter(end, -YEAR)
  const first = weekOf(tool.known_from)
  const { period, snapped } = periodOf(
    { ...asked, from: asked.from ?? (first > year && first < end ? first : year) },
    { known_until: known, weeks: YEAR / 7 },
  )
  const days = daysBetween(period.from, period.to)
  if (days > MOST_DAYS)
    throw new AppError('invalid_arguments', 'That is more than four years: ask for fewer days.')
  const from = days < STEP_DAYS ? period.from : dayAfter(period.to, -days + (days % STEP_DAYS))
  return {
    period: { from, to: period.to },
    snapped: (snapped || from !== period.from) && (asked.from ?? asked.to) !== undefined,
  }
}
