import type { Metric, MetricFamily, MetricImpact } from '../../model/index.ts'

const FAMILIES: Readonly<Record<Exclude<MetricFamily, 'other'>, readonly string[]>> = {
  speed: [
    'pr_throughput',
    'pr_cycle_time',
    'pr_pickup_time',
    'pr_review_time',
    'change_lead_time',
    'ci_wait',
    'wip',
    'reviews_given',
  ],
  quality: [
    'pr_size',
    'large_pr_share',
    'revert_rate',
    'unreviewed_merge_share',
    'ci_success_first_try',
    'ci_flake_rate',
  ],
  experience: ['focus_hours'],
  environment: ['env_ready_time', 'env_failure_rate', 'env_toil', 'ease_dev_environment'],
}

/** The family of a metric: of an item of a survey experience, unless it is about the environment; `other` for one that an organisation has defined by itself. */
export function familyOf({ id, of }: Pick<Metric, 'id' | 'of'>): MetricFamily {
  const found = Object.entries(FAMILIES).find(([, ids]) => ids.includes(id))
  if (found) return found[0] as MetricFamily
  return of === 'survey' ? 'experience' : 'other'
}

/** What a metric is in a report whose primary metric is given: that one's guardrails are never counted as findings. */
export function roleOf(
  { id, direction }: Pick<Metric, 'id' | 'direction'>,
  primary: Pick<Metric, 'id' | 'guardrails'>,
): MetricImpact['role'] {
  if (id === primary.id) return 'primary'
  if (primary.guardrails.includes(id)) return 'guardrail'
  return direction === 'context' ? 'context' : 'confirmatory'
}
