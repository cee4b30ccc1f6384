import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const unreviewedMergeShare: MetricDefinition = {
  id: 'unreviewed_merge_share',
  name: 'Unreviewed merges',
  definition:
    'Merged pull requests without an approval by somebody else, as a share of all merged ones.',
  unit: '% of pull requests',
  direction: 'lower',
  kind: 'share',
  unknown:
    'Without a merged pull request, or where the source does not tell of reviews, there is no value.',
  gaming: 'An approval without reading lowers it.',
  guardrails: ['pr_review_time'],
  subject: 'reviews',
  numerator: sql`case when w.review_days > 0 then w.prs_unreviewed end`,
  denominator: sql`case when w.review_days > 0 then w.prs_merged end`,
  scale: 100,
}
