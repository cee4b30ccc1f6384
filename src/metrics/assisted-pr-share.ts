import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const assistedPrShare: MetricDefinition = {
  id: 'assisted_pr_share',
  name: 'Assisted pull requests',
  definition:
    'Merged pull requests that show an assistant or an agent as author, as a share of those of which it is known who wrote them. Those that an agent wrote by itself count here alone, and in no other metric.',
  unit: '% of pull requests',
  direction: 'context',
  kind: 'share',
  unknown:
    'A pull request of which nothing says who wrote it counts on neither side. A person of whose merged pull requests fewer than 70% say so has no value: sources tell of assistants, and seldom that there was none.',
  gaming: 'Leaving the trailer of the assistant out of commits lowers it.',
  guardrails: ['revert_rate', 'unreviewed_merge_share', 'pr_size'],
  subject: 'pull_requests',
  numerator: sql`w.prs_assisted + w.prs_agent`,
  denominator: sql`w.prs_authored`,
  scale: 100,
  known_from: { share: 0.7, of: sql`w.prs_merged + w.prs_agent` },
}
