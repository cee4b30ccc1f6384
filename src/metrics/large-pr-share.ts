import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const largePrShare: MetricDefinition = {
  id: 'large_pr_share',
  name: 'Large pull requests',
  definition:
    'Merged pull requests of more than 400 changed lines, as a share of those whose size is known.',
  unit: '% of pull requests',
  direction: 'lower',
  kind: 'share',
  unknown: 'Without a merged pull request whose size is known there is no value.',
  gaming: 'Splitting a change just below the limit lowers it.',
  guardrails: ['pr_throughput'],
  subject: 'pull_requests',
  numerator: sql`w.prs_large`,
  denominator: sql`w.prs_sized`,
  scale: 100,
}
