import { mix } from './mix.ts'
import type { Person } from './people.ts'
import { termsOf } from './search.ts'
import { aiSessions } from './usage.ts'
import { pageOf } from './users.ts'
import { invalid, may, unlicensed, type World } from './world.ts'

const DAY = 24 * 60 * 60 * 1000
const KEPT = 60 * DAY

/** The answer of `GET /ai-gateway/sessions`: the newest first, 100 unless told, those of the caller alone to most. */
export function listAiSessions(world: World, caller: Person, query: URLSearchParams) {
  if (!world.licensed) return unlicensed('AI Gateway')
  const page = pageOf(query)
  if ('body' in page) return page
  if (page.limit > 1000) return invalid([], 'Invalid pagination limit value.')
  const terms = termsOf((query.get('q') ?? '').toLowerCase())
  const wanted = (key: string) => terms.find((term) => term.key === key)?.value.toUpperCase()
  const now = world.now().getTime()
  const from = Math.max(now - KEPT, Date.parse(wanted('started_after') ?? '') || 0)
  const to = Math.min(now, Date.parse(wanted('started_before') ?? '') || now)
  const people = may(caller, 'ai') ? world.people : [caller]
  const found = people.flatMap((person) => sessionsOf(person, from, to))
  found.sort((a, b) => (a.started_at > b.started_at ? -1 : 1))
  const sessions = found.slice(page.offset, page.offset + (page.limit || 100))
  return { sessions, count: found.length }
}

/** Both ends belong to the time that is asked for, as Coder has it. */
function sessionsOf(person: Person, from: number, to: number) {
  const days = Array.from(
    { length: Math.floor(to / DAY) - Math.floor(from / DAY) + 1 },
    (_, at) => Math.floor(from / DAY) + at,
  )
  const { id, username, name } = person
  return days
    .flatMap((day) => aiSessions(person, day))
    .filter((at) => at >= from && at <= to)
    .map((at) => ({
      id: `session-${mix(person.number, at % 1e9).toString(16)}`,
      initiator: { id, username, name, avatar_url: '' },
      providers: ['anthropic'],
      models: ['a-model'],
      client: 'Claude Code',
      started_at: new Date(at).toISOString(),
      ended_at: new Date(at + 60_000).toISOString(),
      threads: 1,
      token_usage_summary: { input_tokens: 10, output_tokens: 20 },
      last_prompt: 'Words that somebody wrote to a machine, and nobody else may read.',
    }))
}
