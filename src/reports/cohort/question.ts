import { AppError } from '../../errors.ts'
import { metricsOf } from '../../metrics/catalogue.ts'
import { customDefinitions } from '../../metrics/custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import { type CohortSpec, dayIn, type Period } from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import { type Attribute, attributeOf, type Viewer } from '../attribute.ts'
import { type Covered, knownSpan } from '../known.ts'
import { periodOf } from '../period-of.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { type Tool, toolOf } from '../tool-of.ts'
import { type Traits, traitsOf } from '../traits.ts'
import { type UseOf, usesOf } from '../use-of.ts'
import { type CohortQuestion, cohortsOf, cohortText } from './cohorts-of.ts'
import { acrossOf, type CrossedCohort, crossed } from './crossed.ts'
import { orderedValues } from './order.ts'
import { refuseLaterUse } from './refuse-later-use.ts'
import { surveyKeys, surveyMetrics } from './survey-metrics.ts'

/** The metrics of a report that names none: speed, with what keeps it honest. */
const DEFAULT_METRICS = [
  'pr_throughput',
  'pr_cycle_time',
  'large_pr_share',
  'revert_rate',
  'unreviewed_merge_share',
]

/** What is not in the question: who asks, and when. */
export interface Asking extends Viewer {
  now: Date
}

/** The question with every name looked up and every default filled in. */
export interface Question extends Scope {
  attribute: Attribute
  /** The tool of the name of one of the attributes whose days of use are known; null: there is none. */
  tool: Tool | null
  /** Of which tools the cohorts tell the use. */
  uses: UseOf[]
  /** The attributes within which people are compared; without the one that makes the cohorts. */
  traits: Traits
  /** The cohorts of the attribute by itself, as asked for. */
  asked: CohortQuestion[]
  /** The attributes that are crossed with it. */
  across: Attribute[]
  /** Every cohort: as asked for, in each combination of the further values. */
  cohorts: CrossedCohort[]
  /** Whether who has none of the asked values is a group too: one of everybody else. */
  others: boolean
  /** The values of the attribute from the least on, where somebody has put them in order; null: nobody has. */
  order: readonly string[] | null
  compare: CohortSpec['compare']
  metrics: MetricDefinition[]
  period: Period
  snapped: boolean
  as_of: CohortSpec['as_of']
  /** Day on which the cohorts are fixed. */
  members_on: string
  covered: Covered[]
  known_until: string | null
}

/** Reads the arguments. Throws `invalid_arguments` and `team_not_found`, with what to write instead. */
export async function questionOf(db: Db, spec: CohortSpec, asking: Asking): Promise<Question> {
  const covered = await coverage.days(db)
  const { until: known_until } = knownSpan(covered)
  const attribute = await attributeOf(db, spec.attribute, asking)
  refuseAmbiguous(spec)
  const others = spec.compare === 'organization'
  const asked = cohortsOf(attribute, spec.cohorts, spec.compare === 'cohorts' ? 2 : 1)
  const scope = await scopeOf(db, spec, asking)
  const across = await acrossOf(db, spec.across, {
    attribute,
    filters: scope.filters,
    viewer: asking,
  })
  const uses = await usesOf(db, [attribute, ...across])
  refuseLaterUse(uses, spec.as_of)
  const { period, snapped } = periodOf(spec, { known_until, weeks: 12 })
  return {
    ...scope,
    attribute,
    tool: await toolAmong(db, [attribute, ...across]),
    uses,
    traits: await traitsOf(db, attribute, ...across),
    asked,
    across,
    cohorts: crossed(asked, { attribute, across, others }),
    others,
    order: await orderedValues(db, attribute),
    compare: spec.compare,
    metrics: await metricsIn(db, spec, period),
    period,
    snapped,
    as_of: spec.as_of,
    members_on: spec.as_of === 'start' ? period.from : dayIn(scope.time_zone, asking.now),
    covered,
    known_until,
  }
}

/** The first tool that one of the attributes is named after. */
async function toolAmong(db: Db, attributes: readonly Attribute[]): Promise<Tool | null> {
  for (const { name } of attributes) {
    const tool = await toolOf(db, name)
    if (tool) return tool
  }
  return null
}

async function metricsIn(db: Db, spec: CohortSpec, period: Period): Promise<MetricDefinition[]> {
  const ids = spec.metrics.length > 0 ? spec.metrics : DEFAULT_METRICS
  const surveyed = await surveyKeys(db, ids)
  const measured = metricsOf(
    ids.filter((id) => !surveyed.includes(id)),
    [...TEAM_CATALOGUE, ...(await customDefinitions(db))],
  )
  const answers = await surveyMetrics(db, surveyed, { period, measured: measured.length > 0 })
  return [...measured, ...answers]
}

/** Throws `invalid_arguments` for a day of another period where none is compared, and for people of today in two periods. */
function refuseAmbiguous({ compare, compare_from, compare_to, as_of }: CohortSpec): void {
  if (compare !== 'previous' && (compare_from ?? compare_to) !== undefined)
    throw new AppError(
      'invalid_arguments',
      'compare_from and compare_to name the other period of compare=previous. Ask for that, or leave them out.',
    )
  if (compare === 'previous' && as_of === 'today')
    throw new AppError(
      'invalid_arguments',
      'compare=previous takes the people of the first day of each period. Leave out as_of.',
    )
}

/** The arguments that ask for the same cohorts again, now without defaults. */
export function cohortSpecOf(question: Question, { team }: Pick<CohortSpec, 'team'>) {
  const { attribute, asked, metrics, period, filters, as_of } = question
  return {
    attribute: attribute.name,
    cohorts: asked.map(cohortText),
    metrics: metrics.map(({ id }) => id),
    ...period,
    team,
    filter: filters.map(({ text }) => text),
    as_of,
  }
}

/** The same of a question that also says what is crossed, and what the cohorts are held against. */
export function specOf(question: Question, spec: CohortSpec, other?: Period): CohortSpec {
  return {
    ...cohortSpecOf(question, spec),
    across: question.across.map(({ name }) => name),
    compare: question.compare,
    ...(other && { compare_from: other.from, compare_to: other.to }),
  }
}
