import * as z from 'zod'
import { dayAfter, daysBetween } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { SourceError } from '../source-error.ts'
import { mayReadAi } from './access.ts'
import { ask } from './ask.ts'
import { startOfDay } from './day-start.ts'
import { covered, nobody } from './days.ts'
import { addDay } from './known-days.ts'
import { type Place, type Reading, type Step, todayOf } from './place.ts'
import type { Context } from './settings.ts'

const TOOL = 'Coder AI'
const PAGE = 1000
/** Its name, and the one before v2.36. */
const PATHS = ['ai-gateway/sessions', 'aibridge/sessions']

/** What was written to the machine comes with each session; it is nobody's business and not read. */
const Sessions = z.object({
  sessions: z
    .array(
      z.object({
        initiator: z.object({ id: z.string(), username: z.string() }),
        started_at: z.string(),
      }),
    )
    .nullable(),
})
type Session = NonNullable<z.infer<typeof Sessions>['sessions']>[number]

/** One day of AI sessions, counted by person; the days that Coder keeps, where it has a gateway and the token may see it. */
export async function readAiDay(reading: Reading, place: Place): Promise<Step> {
  const today = todayOf(reading.context)
  const over = { ...place, step: 'done' as const }
  if (reading.ai === undefined) {
    const found = await findSessions(reading.context)
    reading.ai = found.path
    if (found.left) return { place: over, facts: {}, left: [found.left] }
  }
  const day = place.ai.next
  if (reading.ai === null || day >= today) return { place: over, facts: {} }
  const next = dayAfter(day)
  const counts = await countOn(reading.context, { path: reading.ai, day })
  const last = next >= today
  const { state, known, unknown } = addDay(place.ai, { day, used: counts.length > 0, last })
  return {
    place: { ...(last ? over : place), ai: { ...state, next } },
    facts: {
      tool_days: counts.filter(({ account }) => !place.no_people.includes(account.external_id)),
    },
    covers: known ? [covered(TOOL, known)] : [],
    left: unknown ? [nobody(TOOL, unknown)] : [],
    progress: {
      step: 'days of AI use',
      done: daysBetween(place.ai.from, next),
      of: daysBetween(place.ai.from, today),
    },
  }
}

/** Where sessions are to be had; null where they are not, with the reason unless this server has no gateway. */
async function findSessions(context: Context): Promise<{ path: string | null; left?: Left }> {
  for (const path of PATHS) {
    const refused = await refusalAt(context, path)
    if (refused === 'not_found') continue
    if (refused) return { path: null, left: REASONS[refused] }
    // Without the right the list does not fail, but holds the sessions of the caller alone.
    return (await mayReadAi(context)) ? { path } : { path: null, left: REASONS.forbidden }
  }
  return { path: null }
}

const REASONS = {
  switched_off: {
    about: 'AI sessions',
    code: 'not_licensed',
    message: 'The licence of this server has no AI gateway.',
  },
  forbidden: {
    about: 'AI sessions',
    code: 'ai_forbidden',
    message: 'This token may not read the AI sessions of others; give its user the role Auditor.',
  },
} satisfies Record<string, Left>

async function refusalAt(
  context: Context,
  path: string,
): Promise<keyof typeof REASONS | 'not_found' | undefined> {
  try {
    await ask(context, { path, query: { limit: 1 }, shape: Sessions, what: 'AI sessions' })
    return undefined
  } catch (error) {
    const code = error instanceof SourceError ? error.code : undefined
    if (code === 'not_found' || code === 'switched_off' || code === 'forbidden') return code
    throw error
  }
}

/** Sessions that began on a day, as days of use with their number, page by page so that few are held at once. */
async function countOn(context: Context, { path, day }: { path: string; day: string }) {
  const from = startOfDay(context.time_zone, day)
  const to = startOfDay(context.time_zone, dayAfter(day))
  const q = `started_after:"${from}" started_before:"${to}"`
  const counts = new Map<string, ReturnType<typeof dayOf>>()
  for (let offset = 0; ; offset += PAGE) {
    const { sessions } = await ask(context, {
      path,
      query: { q, limit: PAGE, offset },
      shape: Sessions,
      what: 'AI sessions',
    })
    const page = sessions ?? []
    // Both ends belong to what Coder gives, midnight thus to two days.
    for (const session of page.filter((it) => Date.parse(it.started_at) < Date.parse(to))) {
      const count = counts.get(session.initiator.id) ?? dayOf(session, day)
      count.actions += 1
      counts.set(session.initiator.id, count)
    }
    if (page.length < PAGE) return [...counts.values()]
  }
}

function dayOf({ initiator }: Session, day: string) {
  const account = { external_id: initiator.id, username: initiator.username }
  return { tool: TOOL, account, day, actions: 0 }
}
