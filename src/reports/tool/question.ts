import { CATALOGUE } from '../../metrics/catalogue.ts'
import { dayAfter, ImpactSpec, REPORT_KINDS, type ToolSpec } from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import * as items from '../../store/survey-items.ts'
import * as waves from '../../store/survey-waves.ts'
import { knownSpan } from '../known.ts'

/** Beside the primary metric, where anything is known of them: speed, then what people meet with, then what must not suffer. */
const USUAL = [
  'pr_throughput',
  'pr_cycle_time',
  'pr_review_time',
  'ci_wait',
  'ci_success_first_try',
  'focus_hours',
  'env_ready_time',
  'env_failure_rate',
  'large_pr_share',
  'revert_rate',
  'unreviewed_merge_share',
]

/** Items of surveys that are told where they were asked before and after people began. */
const USUAL_ITEMS = ['deep_work', 'env_toil', 'ease_dev_environment']

/** Days by which the period of an impact may begin after the first day known. */
const CUT_DAYS = 28

/** The question about the impact of the tool, with the metrics that anything is known of. */
export async function impactSpecOf(db: Db, spec: ToolSpec): Promise<ImpactSpec> {
  const { attribute, metric, metrics, from, to, team, filter } = spec
  const further = metrics.length > 0 ? metrics : await usualMetrics(db)
  return ImpactSpec.parse({
    attribute,
    metric,
    metrics: further.filter((id) => id !== metric),
    from,
    to,
    team,
    filter,
  })
}

async function usualMetrics(db: Db): Promise<string[]> {
  const covered = await coverage.days(db)
  const subjects = new Set<string>(covered.map(({ subject }) => subject))
  const known = USUAL.filter((id) =>
    CATALOGUE.some((metric) => metric.id === id && subjects.has(metric.subject)),
  )
  const { from } = knownSpan(covered)
  return [...known, ...(from === null ? [] : await askedTwice(db, from))]
}

async function askedTwice(db: Db, from: string): Promise<string[]> {
  const kept = (await waves.list(db)).filter(
    ({ keyed, opened }) => keyed && opened >= dayAfter(from, CUT_DAYS),
  )
  const answered = await waves.answered(db)
  const times = (id: number) =>
    kept.filter((wave) =>
      answered.some(({ wave_id, item_id }) => wave_id === wave.id && item_id === id),
    ).length
  return (await items.list(db)).flatMap(({ id, key }) =>
    USUAL_ITEMS.includes(key) && times(id) >= REPORT_KINDS.tool.takes.runs ? [key] : [],
  )
}
