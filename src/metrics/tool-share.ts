import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const toolShare: MetricDefinition = {
  id: 'tool_share',
  name: 'Share of the work with the tool',
  definition:
    'Days on which a person made the first commit of a pull request, opened it or marked it ready, and used the tool that the report is about, as a share of all such days. It tells how much of their work a person does with the tool, and not how much they work, so it alone may be set beside other metrics. Other days do not count: with the tool they would always be seen, and without it only where they left a trace.',
  unit: '% of days of own pull requests',
  direction: 'context',
  kind: 'share',
  unknown:
    'Without such a day, or on days of which the tool or the pull requests are unknown, there is no value.',
  gaming: 'It is a description, not an aim: a person may do good work without the tool.',
  guardrails: ['tool_active_days', 'coding_days'],
  subject: 'tool_days',
  numerator: sql`t.own_shared_days`,
  denominator: sql`t.own_days`,
  scale: 100,
}
