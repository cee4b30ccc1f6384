import { sql } from 'kysely'
import type { MetricDefinition } from './metric.ts'

export const toolActiveDays: MetricDefinition = {
  id: 'tool_active_days',
  name: 'Days of use',
  definition:
    'Available days on which a person used the tool that the report is about: five minutes or one accepted action at least; a login alone is no use.',
  unit: '% of days',
  direction: 'context',
  kind: 'share',
  unknown:
    'Without an account at the tool, or on days of which the tool does not speak, use is unknown.',
  gaming: 'It is a description, not an aim: a person may do good work without the tool.',
  guardrails: ['coding_days'],
  subject: 'tool_days',
  numerator: sql`t.active_days`,
  denominator: sql`t.known_days`,
  scale: 100,
}
