import * as z from 'zod'
import { dayAfter, type Fact } from '../../model/index.ts'
import type { Left } from '../connector.ts'
import { instantOf } from '../files/instants.ts'
import { stated } from '../files/statement.ts'
import { SourceError } from '../source-error.ts'
import { ask } from './ask.ts'
import { type Place, type Reading, type Step, todayOf } from './place.ts'

/** The user that owns workspaces made in advance. */
export const PREBUILDS = 'c42fdf75-3097-471c-8c33-fb52454d81c0'

const PAGE = 1000
const RESTARTS = 5

const User = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string().optional(),
  email: z.string(),
  created_at: z.string(),
  last_seen_at: z.string().optional(),
  status: z.enum(['active', 'dormant', 'suspended']).optional().catch(undefined),
  is_service_account: z.boolean().optional(),
})
type User = z.infer<typeof User>

const Users = z.object({ users: z.array(User).nullable() })

/**
 * One page of the list of users. Pages overlap by one user, so that a list out of which somebody vanished meanwhile is
 * noticed, and begun again: a person who slips through would seem to have no account.
 */
export async function readUsers(reading: Reading, place: Place): Promise<Step> {
  const { users } = await ask(reading.context, {
    path: 'users',
    query: { limit: PAGE, offset: place.offset },
    shape: Users,
    what: 'the list of users',
  })
  const page = users ?? []
  if (place.anchor !== null && !page.some(({ id }) => id === place.anchor)) return restart(place)
  const fresh = page.filter(({ id }) => !reading.listed.has(id))
  for (const { id } of fresh) reading.listed.add(id)
  const read = fresh.map((user) => toldBy(user, reading.access.id))
  const services = fresh.filter(isService).map(({ id }) => id)
  const no_people = [...new Set([...place.no_people, ...services])]
  const more = page.length >= PAGE
  const today = todayOf(reading.context)
  return {
    place: more
      ? { ...place, no_people, offset: place.offset + PAGE - 1, anchor: page.at(-1)?.id ?? null }
      : { ...place, no_people, offset: 0, anchor: null, step: 'days' },
    facts: { tool_users: read.flatMap(({ fact }) => fact ?? []) },
    left: read.flatMap(({ left }) => left ?? []),
    covers: more ? [] : [{ subject: 'accounts', from_day: today, to_day: dayAfter(today) }],
    progress: { step: 'users', done: place.offset + page.length },
  }
}

function restart(place: Place): Step {
  if (place.restarts >= RESTARTS)
    throw new SourceError(
      'broken_answer',
      'The list of users changes while it is read, or is not given page by page; try again later.',
    )
  const restarts = place.restarts + 1
  return { place: { ...place, offset: 0, anchor: null, restarts }, facts: {} }
}

function toldBy(user: User, reader: string): { fact?: Fact<'tool_users'>; left?: Left } {
  const { id, username, name, email, status } = user
  if (isService(user))
    return left(username, 'service_account', `${username} is a service account, not a person.`)
  const fact = stated({
    account: stated({ external_id: id, username, email, name: name || undefined }),
    status,
    created_at: instantOf(user.created_at) ?? undefined,
    last_seen_at: instantOf(user.last_seen_at ?? '0001-01-01T00:00:00Z'),
  })
  if (id !== reader) return { fact }
  const { last_seen_at: _, ...rest } = fact
  const why = `${username} is the user of this token, so it was last seen when Facet read; that says nothing.`
  return { fact: rest, ...left(username, 'own_user', why) }
}

/** Only service accounts have no address; before v2.32 there are none. */
function isService({ is_service_account, email }: User): boolean {
  return is_service_account === true || email.trim() === ''
}

function left(about: string, code: string, message: string): { left: Left } {
  return { left: { about, code, message } }
}
