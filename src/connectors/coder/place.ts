import * as z from 'zod'
import { dayAfter, dayIn } from '../../model/index.ts'
import type { Batch, Cursor } from '../connector.ts'
import type { Access } from './access.ts'
import { KnownDays } from './known-days.ts'
import type { Context } from './settings.ts'

/** Days that are read one after the other: the first of all, and the one that comes next. */
export const Days = KnownDays.extend({ from: z.string(), next: z.string() })
export type Days = z.infer<typeof Days>

/** Where a run stands: everything that the next step depends on, so that it may be the first of a new process. */
export const Place = z.object({
  step: z.enum(['users', 'days', 'workspaces', 'groups', 'ai', 'done']),
  offset: z.number().describe('In the list that the step reads.'),
  anchor: z.string().nullable().describe('Id of the user at the offset, which was read last.'),
  restarts: z.number().describe('How often the list of users changed while it was read.'),
  no_people: z.array(z.string()).describe('Ids of service accounts, whose use is nobody’s.'),
  days: Days,
  days_read: z.boolean().describe('Whether this run could read days of use.'),
  ai: Days,
})
export type Place = z.infer<typeof Place>

/** What a run carries from step to step, and need not keep. */
export interface Reading {
  context: Context
  access: Access
  /** Ids of the users that this run has told. */
  listed: Set<string>
  /** Path of the AI sessions, once looked for; null: they cannot be read. */
  ai?: string | null
}

/** What one step brought, and the place after it. */
export type Step = Omit<Batch, 'cursor'> & { place: Place }

/** Days that are read again by every run: Coder sums up a day's use some minutes after it, and a run may come in between. */
const REREAD = 2
const YEAR = 365
/** Days for which Coder keeps AI sessions. */
const AI_KEPT = 60

/** The place at which a run begins: within the run that was cut off, or at the beginning of a new one. */
export function openPlace(cursor: Cursor | null, context: Context): Place {
  const last = Place.safeParse(cursor).data
  if (last && last.step !== 'done') return last
  const from = context.settings.usage_from ?? last?.days.from ?? dayAfter(todayOf(context), -YEAR)
  const kept = dayAfter(todayOf(context), -AI_KEPT)
  return {
    step: 'users',
    offset: 0,
    anchor: null,
    restarts: 0,
    no_people: [],
    days: reopen(last?.days, from),
    days_read: true,
    ai: reopen(last?.ai, from > kept ? from : kept),
  }
}

/** Today in the zone of the organisation. */
export function todayOf({ now, time_zone }: Context): string {
  return dayIn(time_zone, now())
}

/** The last days once more; everything, if it is to begin earlier than it did. */
function reopen(last: Days | undefined, from: string): Days {
  const blind_until = last?.blind_until ?? null
  if (last === undefined || from < last.from)
    return { from, next: from, seen: false, empty_from: null, blind_until }
  const again = dayAfter(last.next, -REREAD)
  return { ...last, from, next: again < from ? from : again, empty_from: null }
}
