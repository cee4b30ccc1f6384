import type { Cells } from './cells.ts'
import type { Statement } from './statement.ts'

/** A number of a person on a day. */
export function customFactFrom(cells: Cells): Statement {
  const metric = cells.text('metric')
  const email = cells.email('email')
  const day = cells.day('day')
  const num = cells.amount('num')
  const den = cells.amount('den')
  if (metric === undefined) return cells.refuse('missing_field', 'This line names no metric.')
  if (email === undefined) return cells.refuse('missing_email', 'This line has no e-mail address.')
  if (day === undefined) return cells.refuse('missing_field', 'This line has no day.')
  if (num === undefined) return cells.refuse('missing_field', 'This line has no number.')
  return cells.say({ metric, email, day, num, den })
}
