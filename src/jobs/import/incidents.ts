import { counted } from '../../model/index.ts'
import * as coverage from '../../store/coverage.ts'
import type { Db } from '../../store/db.ts'
import * as imports from '../../store/imports.ts'
import * as incidents from '../../store/incidents.ts'
import type { Applying } from './facts.ts'

/** Incidents of services, and the days of which they are all that there were. */
export async function applyIncidents(tx: Db, applying: Applying): Promise<void> {
  const { lines, by, options, notes, time_zone } = applying
  await imports.openStaged(tx, lines)
  await incidents.dedupeStaged(tx)
  await incidents.upsertStaged(tx, by)
  const span = await incidents.spanStaged(tx, time_zone)
  if (span.strange > 0)
    notes.push(
      `${counted(span.strange, 'incident is', 'incidents are')} of services that nobody has entered; they count once a file of services names them.`,
    )
  if (applying.covers === 'stated') return
  const [from_day, to_day] = [options.from ?? span.from_day, options.to ?? span.to_day]
  if (from_day === null || to_day === null || from_day >= to_day) return
  for (const subject of span.fixes ? (['incidents', 'fixes'] as const) : (['incidents'] as const))
    await coverage.cover(tx, by, { source: by.source, subject, from_day, to_day, team_id: null })
  if (options.from === undefined || options.to === undefined)
    notes.push(
      `The file is taken to hold every incident from ${from_day} up to ${to_day} (its first and last). The options "from" and "to" say otherwise.`,
    )
}
