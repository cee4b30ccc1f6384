import type { Args, Result } from '../api.ts'
import { lackOf } from '../lack.ts'

/** A metric that the organisation defined. */
export type OwnMetric = NonNullable<Result<'metrics.list'>['metrics'][number]['custom']>

/** The words of a metric, which may change. */
export interface Words {
  name: string
  definition: string
  unit: string
  direction: OwnMetric['direction']
  purpose: string
}

/** A metric as it is being defined. What is empty is not said. */
export interface MetricDraft extends Words {
  key: string
  code: OwnMetric['code']
  /** Whether events of a source make it, and not files. */
  events: boolean
  event_source: string
  event_name: string
  event_value: string
  since: string
}

/** A metric of which nothing is said yet. */
export const EMPTY: MetricDraft = {
  ...{ name: '', definition: '', unit: '', direction: 'higher', purpose: '' },
  ...{ key: '', code: 'C', events: false },
  ...{ event_source: 'coder', event_name: '', event_value: '', since: '' },
}

/** The words of a metric that is there. */
export function wordsOf({ name, definition, unit, direction, purpose }: OwnMetric): Words {
  return { name, definition, unit, direction, purpose }
}

/** A key made of a name, for whoever does not choose one. */
export function keyOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 60)
}

/** A draft as metrics.create takes it. */
export function argsOf({ events, ...draft }: MetricDraft): Args<'metrics.create'> {
  const { event_source, event_name, event_value, since, key, ...said } = draft
  const told = { event_source, event_name: event_name || null }
  const fromEvents = { ...told, event_value: event_value || null, since: since || null }
  return { ...said, key: key || keyOf(said.name), ...(events && fromEvents) }
}

/** How its numbers come about, in a sentence. */
export function madeText({
  code,
  event_source,
  event_name,
  event_value,
}: Pick<OwnMetric, 'code' | 'event_source' | 'event_name' | 'event_value'>): string {
  const what = code === 'C' ? 'A count' : 'A ratio'
  if (event_name === null) return `${what}, from files`
  const of = event_value === null ? '' : `${event_value} of `
  return `${what}, from ${of}events ${event_name} of ${event_source}`
}

/** What of a metric is still to be said; undefined: nothing. */
export function lackIn({ name, definition, purpose, unit }: Words): string | undefined {
  return lackOf({ name, definition, purpose, unit })
}
