import * as z from 'zod'
import { dayAfter, daysBetween, type Fact } from '../../model/index.ts'
import type { Covered, Left } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { ask } from './ask.ts'
import { startOfDay } from './day-start.ts'
import { addDay } from './known-days.ts'
import { type Place, type Reading, type Step, todayOf } from './place.ts'
import type { Context } from './settings.ts'
import { PREBUILDS } from './users.ts'

export const TOOL = 'Coder'

const Activity = z.object({
  report: z.object({
    users: z
      .array(
        z.object({
          user_id: z.string(),
          username: z.string().optional(),
          seconds: z.number().min(0),
        }),
      )
      .nullable(),
  }),
})

/** One day of connected time, of days that are over; the last one leads to the next step. */
export async function readDay(reading: Reading, place: Place): Promise<Step> {
  const today = todayOf(reading.context)
  const day = place.days.next
  const next = dayAfter(day)
  const over = { ...place, step: 'workspaces' as const }
  if (day >= today) return { place: over, facts: {} }
  const rows = await readActivity(reading.context, day).catch(reasonOf)
  if ('code' in rows) return unread(rows, over, today)
  const last = next >= today
  const { state, known, unknown } = addDay(place.days, { day, used: rows.length > 0, last })
  const days = { ...state, next }
  return {
    place: last ? { ...over, days } : { ...place, days },
    facts: { tool_days: toolDays(rows, place.no_people, day) },
    covers: known ? [covered(TOOL, known)] : [],
    left: unknown ? [nobody(TOOL, unknown)] : [],
    progress: {
      step: 'days of use',
      done: daysBetween(days.from, next),
      of: daysBetween(days.from, today),
    },
  }
}

/** Whoever was connected on a day in the zone of the organisation, with seconds. */
export async function readActivity(context: Context, day: string) {
  const { report } = await ask(context, {
    path: 'insights/user-activity',
    query: {
      start_time: startOfDay(context.time_zone, day),
      end_time: startOfDay(context.time_zone, dayAfter(day)),
    },
    shape: Activity,
    what: 'the days of use',
  })
  return report.users ?? []
}

function toolDays(
  rows: Awaited<ReturnType<typeof readActivity>>,
  no_people: string[],
  day: string,
): Fact<'tool_days'>[] {
  const nobodys = new Set([PREBUILDS, ...no_people])
  return rows
    .filter(({ user_id, seconds }) => seconds > 0 && !nobodys.has(user_id))
    .map(({ user_id, username, seconds }) => ({
      tool: TOOL,
      account: { external_id: user_id, ...(username ? { username } : {}) },
      day,
      minutes: seconds / 60,
    }))
}

/** Why days cannot be read, where the rest of the run can go on without them. */
const REASONS: Record<string, Omit<Left, 'about'>> = {
  switched_off: {
    code: 'insights_off',
    message:
      'This server has usage statistics switched off (CODER_STATS_COLLECTION_USAGE_STATS_ENABLE), so days of use are unknown up to today.',
  },
  forbidden: {
    code: 'insights_forbidden',
    message:
      'This token may not read usage statistics, so days of use are unknown; give its user the role Auditor.',
  },
  not_found: {
    code: 'insights_missing',
    message:
      'This server is older than v2.2 and has no usage by day, so days of use are unknown; update Coder.',
  },
}

/** The reason for a call that failed; throws what stands in the way of everything. */
export function reasonOf(error: unknown): Omit<Left, 'about'> {
  const reason = error instanceof SourceError ? REASONS[error.code] : undefined
  if (reason) return reason
  throw error
}

/** Nothing is collected while statistics are switched off, and later nothing tells so: all until now stays unknown. */
function unread(reason: Omit<Left, 'about'>, over: Place, today: string): Step {
  const blind = { seen: false, blind_until: dayAfter(today) }
  const days = reason.code === 'insights_off' ? { ...over.days, ...blind } : over.days
  return {
    place: { ...over, days, days_read: false },
    facts: {},
    left: [{ about: `days of use since ${over.days.next}`, ...reason }],
  }
}

type Span = { from: string; to: string }

/** That all use of a tool on these days has been told. */
export function covered(tool: string, { from, to }: Span): Covered {
  return { subject: 'tool_days', tool, from_day: from, to_day: to }
}

/** That days without any use are not believed. */
export function nobody(tool: string, { from, to }: Span): Left {
  return {
    about: `${from} to ${dayAfter(to, -1)}`,
    code: 'nobody_used_it',
    message: `Nobody used ${tool} from ${from} to ${dayAfter(to, -1)}; whether it was collected then cannot be told, so these days are unknown.`,
  }
}
