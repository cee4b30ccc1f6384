import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** One team. A member that is no e-mail address makes the line an issue, so that nobody is lost silently. */
export function teamFrom(cells: Cells): Statement {
  const name = cells.text('name')
  if (name === undefined) return cells.refuse('missing_field', 'This team has no name.')
  return cells.say({
    name,
    reference_id: cells.text('reference_id'),
    parent: cells.text('parent'),
    lead_email: cells.email('lead_email'),
    members: cells.emails('members'),
  })
}
