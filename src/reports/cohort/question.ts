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
import { type CohortQuestion, cohortsOf, cohortText } from './cohorts-of.ts'
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
  /** The tool of the attribute's name whose days of use are known; null: there is none. */
  tool: Tool | null
  /** The attributes within which people are compared; without the one that makes the cohorts. */
  traits: Traits
  cohorts: CohortQuestion[]
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
  const cohorts = cohortsOf(attribute, spec.cohorts)
  await refuseLaterUse(db, attribute, spec.as_of)
  const asked = spec.metrics.length > 0 ? spec.metrics : DEFAULT_METRICS
  const surveyed = await surveyKeys(db, asked)
  const measured = metricsOf(
    asked.filter((id) => !surveyed.includes(id)),
    [...TEAM_CATALOGUE, ...(await customDefinitions(db))],
  )
  const { period, snapped } = periodOf(spec, { known_until, weeks: 12 })
  const answers = await surveyMetrics(db, surveyed, { period, measured: measured.length > 0 })
  const scope = await scopeOf(db, spec, asking)
  return {
    ...scope,
    attribute,
    tool: await toolOf(db, attribute.name),
    traits: await traitsOf(db, attribute),
    cohorts,
    metrics: [...measured, ...answers],
    period,
    snapped,
    as_of: spec.as_of,
    members_on: spec.as_of === 'start' ? period.from : dayIn(scope.time_zone, asking.now),
    covered,
    known_until,
  }
}

/** The arguments that ask the same question again, now without defaults. */
export function specOf(question: Question, { team }: CohortSpec): CohortSpec {
  const { attribute, cohorts, metrics, period, filters, as_of } = question
  return {
    attribute: attribute.name,
    cohorts: cohorts.map(cohortText),
    metrics: metrics.map(({ id }) => id),
    ...period,
    team,
    filter: filters.map(({ text }) => text),
    as_of,
  }
}
