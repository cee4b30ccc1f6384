import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** Whose a service is. */
export function serviceFrom(cells: Cells): Statement {
  const name = cells.text('name')
  const team = cells.text('team')
  const from = cells.day('from')
  const to = cells.day('to')
  if (name === undefined) return cells.refuse('missing_field', 'This line names no service.')
  if (team === undefined) return cells.refuse('missing_field', 'This service has no team.')
  if (from !== undefined && to !== undefined && from >= to)
    return cells.refuse('invalid_date', `A service cannot go on ${to} when it came on ${from}.`)
  return cells.say({ name, team, from, to, aliases: cells.parts('aliases') })
}
