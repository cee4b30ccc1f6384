import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const codingDays: MetricDefinition = {
  id: 'coding_days',
  name: 'Coding days',
  definition:
    'Available days on which a person opened, readied or merged a pull request, made its first commit, or used a tool of development.',
  unit: '% of days',
  direction: 'context',
  kind: 'share',
  unknown: 'Days that no source of pull requests covers are left out.',
  gaming:
    'It is a description, not an aim: a day of design or help is no coding day. Use of a tool is one by definition.',
  guardrails: ['pr_throughput'],
  subject: 'pull_requests',
  numerator: sql`w.coding_days`,
  denominator: sql`w.code_days`,
  scale: 100,
}
