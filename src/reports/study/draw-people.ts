import type { MetricDefinition } from '../../metrics/metric.ts'
import type { Period } from '../../model/index.ts'
import type { Db } from '../../store/db.ts'
import * as studiesMembers from '../../store/studies-members.ts'
import type { Person } from '../cohort/draw-samples.ts'
import { drawWaiting } from '../waiting-weeks.ts'
import { drawEvents } from './draw-events.ts'
import { drawValues } from './draw-values.ts'

/**
 * Everybody who was fixed at the start of a study, in the arm of their team, with what is known of them over a period. Whoever has no
 * value of any metric is in no arm.
 */
export async function drawPeople(
  tx: Db,
  study_id: number,
  metrics: readonly MetricDefinition[],
  { interim, ...span }: { interim: boolean; period: Period; known_until: string | null },
): Promise<Person[]> {
  const frozen = await studiesMembers.members(tx, study_id)
  const ids = frozen.map(({ id }) => id)
  const values = await drawValues(tx, metrics, ids, span)
  // before the end nothing is told of an arm by itself
  const events = interim ? undefined : await drawEvents(tx, metrics, ids, span)
  const known = new Set(ids.filter((id) => values.get(id)?.some((value) => value !== null)))
  const lacking = frozen.filter(({ id }) => !known.has(id) || lacksEvents(events?.get(id)))
  const waiting = await drawWaiting(tx, lacking, span.period)
  const unknown = metrics.map(() => null)
  return frozen.map(({ id, team, arm }) => ({
    ...{ id, team, undated: null, strata: [] },
    cohort: known.has(id) ? arm : null,
    reason: known.has(id) ? null : waiting.has(id) ? 'being_counted' : 'no_account',
    values: values.get(id) ?? unknown,
    events: events?.get(id) ?? unknown,
    waiting: waiting.has(id),
  }))

  function lacksEvents(drawn: (Uint8Array | null)[] | undefined): boolean {
    return metrics.some(({ buckets }, place) => buckets && drawn?.[place] === null)
  }
}
