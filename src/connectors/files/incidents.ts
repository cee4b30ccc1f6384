import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** One incident. Never, as some tools write what has not happened yet, is as good as nothing. */
export function incidentFrom(cells: Cells): Statement {
  const service = cells.text('service')
  const opened_at = cells.instant('opened_at')
  const mitigated_at = cells.instant('mitigated_at') ?? undefined
  if (service === undefined) return cells.refuse('missing_field', 'This incident is of no service.')
  if (!opened_at) return cells.refuse('missing_field', 'This incident has no time of opening.')
  if (mitigated_at !== undefined && mitigated_at < opened_at)
    return cells.refuse('invalid_date', 'This incident was mitigated before it was opened.')
  return cells.say({
    external_id: cells.text('external_id'),
    service,
    opened_at,
    mitigated_at,
    severity: cells.text('severity'),
    caused_by: cells.text('caused_by'),
    fixed_by: cells.text('fixed_by'),
  })
}
