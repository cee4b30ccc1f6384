import { sql } from 'kysely'
import type { CustomMetricRow } from '../store/custom-metrics.ts'
import * as customMetrics from '../store/custom-metrics.ts'
import type { Db } from '../store/db.ts'
import type { MetricDefinition } from './metric.ts'

/** The metrics that the organisation defined, as reports use any other. */
export async function customDefinitions(db: Db): Promise<MetricDefinition[]> {
  return (await customMetrics.list(db)).map(definitionOf)
}

/** A metric of an organisation as reports use any other: numbers per five available days, or a ratio. */
export function definitionOf(it: CustomMetricRow): MetricDefinition {
  const row = `c${it.id}`
  const share = it.code === 'R' && it.unit.startsWith('%')
  return {
    id: it.key,
    name: it.name,
    definition: it.definition,
    unit: it.code === 'C' ? `${it.unit} per 5 days` : it.unit,
    direction: it.direction,
    kind: share ? 'share' : 'rate',
    unknown: unknownOf(it),
    gaming:
      'The organisation defined it, and has not said how it can move without the work getting better.',
    guardrails: [],
    subject: 'custom',
    numerator: sql`${sql.ref(`${row}.num`)}`,
    denominator: sql`${sql.ref(`${row}.den`)}`,
    scale: it.code === 'C' ? 5 : share ? 100 : 1,
    join: sql`
      left join user_week_custom as ${sql.ref(row)} on ${sql.ref(`${row}.user_id`)} = w.user_id
        and ${sql.ref(`${row}.week`)} = w.week and ${sql.ref(`${row}.metric_id`)} = ${sql.lit(it.id)}
    `,
  }
}

function unknownOf({ code, event_source, since }: CustomMetricRow): string {
  if (code === 'R')
    return event_source === null
      ? 'Without a number on a day that its files cover there is no value.'
      : 'Without an event there is no value.'
  if (event_source === null)
    return 'Days count that its files cover, of people who stand in one of them; such a day without a number is a true 0. Others are unknown.'
  return `Available days count from ${since} on, of people with an account at ${event_source}; such a day without an event is a true 0. Others are unknown.`
}
