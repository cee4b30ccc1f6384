import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const toolShare: MetricDefinition = {
  id: 'tool_share',
  name: 'Share of coding days with the tool',
  definition:
    'Coding days on which a person used the tool that the report is about, as a share of all coding days. It tells how much a person uses the tool, and not how much they work, so it alone may be set beside other metrics.',
  unit: '% of coding days',
  direction: 'context',
  kind: 'share',
  unknown:
    'Without a coding day, or on days of which the tool or the pull requests are unknown, there is no value.',
  gaming: 'It is a description, not an aim: a person may do good work without the tool.',
  guardrails: ['tool_active_days', 'coding_days'],
  subject: 'tool_days',
  numerator: sql`t.shared_days`,
  denominator: sql`t.coding_days`,
  scale: 100,
}
