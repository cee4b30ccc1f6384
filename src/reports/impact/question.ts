import { AppError } from '../../errors.ts'
import { CATALOGUE, metricsOf } from '../../metrics/catalogue.ts'
import { customDefinitions } from '../../metrics/custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric.ts'
import { TEAM_CATALOGUE } from '../../metrics/team-catalogue.ts'
import { type ImpactSpec, type Period, REPORT_KINDS, takes } from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import { ACCOUNT_VALUES } from '../../store/tool-users.ts'
import { type Attribute, attributeOf, type Viewer } from '../attribute.ts'
import { surveyKeys } from '../cohort/survey-metrics.ts'
import { type Covered, knownSpan } from '../known.ts'
import { type Scope, scopeOf } from '../scope.ts'
import { type Tool, toolOf } from '../tool-of.ts'
import { type Traits, traitsOf } from '../traits.ts'
import { panelPeriod } from './panel-period.ts'
import { wavesMetric } from './survey-metric.ts'

const { takes: TAKEN } = REPORT_KINDS.impact

/** The question with every name looked up and every default filled in. */
export interface Question extends Scope {
  attribute: Attribute
  /** The tool of that name whose days of use are known; null: adoption is the day of the account. */
  tool: Tool | null
  traits: Traits
  /** The primary one. */
  metric: MetricDefinition
  /** All that are shown, the primary one first. */
  metrics: MetricDefinition[]
  /** One that the tool cannot move; null: none is known. */
  negative_control: MetricDefinition | null
  period: Period
  periods: number
  snapped: boolean
  covered: Covered[]
  known_until: string | null
}

/** Reads the arguments. Throws `invalid_arguments` and `team_not_found`, with what to write instead. */
export async function questionOf(db: Db, spec: ImpactSpec, viewer: Viewer): Promise<Question> {
  const attribute = await attributeOf(db, spec.attribute, viewer)
  const tool = await toolOf(db, attribute.name)
  const [account] = ACCOUNT_VALUES
  if (tool === null && !attribute.values.includes(account))
    throw new AppError(
      'invalid_arguments',
      `Since when somebody uses ${attribute.name} is not known: import the tool's days of use, or the list of its users.`,
    )
  const covered = await coverage.days(db)
  const pulls = knownSpan(covered)
  const until = [pulls.until, tool?.known_until].flatMap((day) => day ?? []).sort()[0] ?? null
  const when = panelPeriod(spec, { from: pulls.from, until })
  const known = await metricsFor(db, spec, when.period)
  return {
    ...(await scopeOf(db, spec, viewer)),
    ...when,
    attribute,
    tool,
    traits: await traitsOf(db, attribute),
    ...known,
    covered,
    known_until: pulls.until,
  }
}

/** The arguments that ask the same question again, now without defaults. */
export function specOf(
  { attribute, metric, metrics, negative_control, period, filters }: Question,
  { team }: ImpactSpec,
): ImpactSpec {
  return {
    attribute: attribute.name,
    metric: metric.id,
    metrics: metrics.slice(1).map(({ id }) => id),
    ...(negative_control && { negative_control: negative_control.id }),
    ...period,
    team,
    filter: filters.map(({ text }) => text),
  }
}

/** The metrics by their keys, items of surveys among them. */
async function metricsFor(
  db: Db,
  { metric, metrics, negative_control }: ImpactSpec,
  period: Period,
): Promise<Pick<Question, 'metric' | 'metrics' | 'negative_control'>> {
  const ids = [...new Set([metric, ...metrics])]
  const items = await surveyKeys(db, ids)
  const custom = await customDefinitions(db)
  const found: MetricDefinition[] = []
  for (const id of ids)
    found.push(
      (items.includes(id) ? await wavesMetric(db, id, period) : undefined) ?? metricOf(id, custom),
    )
  return {
    metric: found[0] as MetricDefinition,
    metrics: found,
    negative_control: negative_control === undefined ? null : metricOf(negative_control, custom),
  }
}

function metricOf(id: string, custom: readonly MetricDefinition[]): MetricDefinition {
  if (TEAM_CATALOGUE.some((metric) => metric.id === id && !takes(TAKEN, metric)))
    throw new AppError(
      'invalid_arguments',
      `${id} is a number of teams, and it is people who adopt a tool: a team has no day of adoption to compare with. The cohort report compares teams by it.`,
    )
  const [metric] = metricsOf([id], custom)
  if (metric === undefined || !takes(TAKEN, metric)) {
    const others = CATALOGUE.flatMap((it) => (takes(TAKEN, it) ? it.id : []))
    throw new AppError(
      'invalid_arguments',
      `Use of the tool moves ${id} by definition, so it says nothing of the tool. There are: ${others.join(', ')}.`,
    )
  }
  return metric
}
