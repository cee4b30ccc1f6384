import * as z from 'zod'
import { instantOf } from './instants.ts'
import type { Json } from './json-stream.ts'
import { fault, type Statement } from './statement.ts'

const HOUR = 60 * 60 * 1000

/** One answer of Coder's `/api/v2/insights/user-activity`, without its envelope. */
const Report = z.object({
  start_time: z.string(),
  end_time: z.string(),
  users: z.array(z.unknown()).nullable(),
})
const User = z.object({
  user_id: z.string(),
  username: z.string().optional(),
  seconds: z.number().min(0),
})

/**
 * The usage days of one answer, with connected time in minutes. The day is that of `start_time` in its
 * own offset, which is how Coder was asked. An answer over more than one day says of no day how long it was.
 */
export function* coderActivity(element: Json, tool = 'Coder'): Generator<Statement> {
  const parsed = Report.safeParse(element)
  if (!parsed.success) return yield fault('malformed', 'This is no report of user activity.')
  const { start_time, users } = parsed.data
  const days = daysIn(element)
  if (days === undefined)
    return yield fault('invalid_date', 'start_time or end_time is not an instant.')
  if (days > 1)
    return yield fault(
      'invalid_date',
      'This answer covers more than one day; ask for one day at a time.',
    )
  for (const user of users ?? []) yield usageOf(user, tool, start_time.slice(0, 10))
}

/** Days that an answer covers, a day being up to 25 hours long; undefined when it does not tell. */
export function daysIn(element: Json): number | undefined {
  const parsed = Report.partial().safeParse(element)
  const from = instantOf(parsed.data?.start_time ?? '')
  const to = instantOf(parsed.data?.end_time ?? '')
  return from && to
    ? Math.ceil((Date.parse(to) - Date.parse(from) - HOUR) / (24 * HOUR))
    : undefined
}

function usageOf(user: unknown, tool: string, day: string): Statement {
  const parsed = User.safeParse(user)
  if (!parsed.success) return fault('malformed', 'This entry lacks user_id or seconds.')
  const { user_id, username, seconds } = parsed.data
  const account = username ? { external_id: user_id, username } : { external_id: user_id }
  return { fact: { tool, account, day, minutes: seconds / 60 } }
}
